using ChatOps.Investigation.Evidence.FlowLogs.Kept;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <content>Traffic per interface and hour.</content>
internal sealed partial class FlowInquiry
{
    /// <summary>The traffic of the subject per interface and hour, from the index where it can tell, from objects where it cannot. When it is more than a
    /// question may hold, <see cref="Reach"/> is shorter afterwards, or says why there is no answer.</summary>
    public async Task<FlowBooks> BooksAsync(Func<IFlowTally>? alsoInto, CancellationToken cancellationToken)
    {
        for (var also = alsoInto; ; also = null)
        {
            var (books, isWhole) = await BooksInReachAsync(also, cancellationToken);
            if (isWhole || Reach.IsRefused) return books;

            // records read before the baseline became shorter were counted by the longer one
            HasStartedAgain = true;
            Forget();
        }
    }

    /// <summary>Goes on without books that turned out to be too large, with all the time that was asked for: without them nothing is held by the hour.</summary>
    public void GoWithoutBooks()
    {
        Reach = new FlowReach(question, Reach.Limit);
        Forget();
    }

    private void Forget()
    {
        HoursRead.Clear();
        lost.Clear();
        lostRead.Clear();
        timeless = 0;
        Split();
    }

    private async Task<(FlowBooks Books, bool IsWhole)> BooksInReachAsync(Func<IFlowTally>? alsoInto, CancellationToken cancellationToken)
    {
        var (books, again) = (new FlowBooks(subject.Book), new HashSet<long>());
        List<LogObject> known;
        if (subject.IsAddress)
        {
            known = await WithAddressesAsync(cancellationToken);
        }
        else if (CanUseHours)
        {
            (books, again) = await KeptHoursAsync(cancellationToken);
            known = Touching(again);
        }
        else
        {
            known = [.. Indexed.Select(static placed => placed.Log)];
        }

        var isLimited = CanUseHours;
        var fromIndex = known.Select(static log => log.Key).ToHashSet(StringComparer.Ordinal);
        Func<LogObject, long, bool> takes = (log, hour) => !isLimited || !fromIndex.Contains(log.Key) || again.Contains(hour);
        var before = Scope;
        var joining = new Lock();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if (!Reach.IsRefused) await ReadAsync([.. Unread, .. known], () => new BookTally(subject, Join, alsoInto?.Invoke()), takes, ending.Token);
        }
        catch (OperationCanceledException) when (Reach.IsRefused && !cancellationToken.IsCancellationRequested)
        {
            // nothing that is read any more would be told
        }

        books.Pack();
        HoursRead.UnionWith(again);
        return (books, ReferenceEquals(before, Scope));

        // object by object: or else there would be as many books of an hour as there are readers
        void Join(FlowBooks ofObject)
        {
            var hours = ofObject.All.SelectMany(static book => book.Rows).Select(static row => row.Row.Hour).ToHashSet();
            lock (joining)
            {
                if (ending.IsCancellationRequested) return;
                HoursRead.UnionWith(hours);
                books.Add(ofObject);
                if (!Fit(books)) ending.Cancel();
            }
        }
    }

    /// <summary>The hours the index can tell, and those it cannot, for which the objects it knows must be read again.</summary>
    private async Task<(FlowBooks Books, HashSet<long> Again)> KeptHoursAsync(CancellationToken cancellationToken)
    {
        var names = subject.InterfacesIn(Facts.SelectMany(static one => one.Interfaces));
        var again = new HashSet<long>(hoursOfCopies);
        if (Indexed.Count == 0 || names is { Count: 0 }) return (new FlowBooks(subject.Book), again);
        var damaged = broken.Count;
        FlowBooks? books;
        do books = await KeptBooksAsync(names, cancellationToken);
        while (books is null);
        if (broken.Count > damaged) Split();
        foreach (var (_, row) in books.All.SelectMany(static book => book.Rows))
        {
            if (!Scope.TakesAll(row) && (!ShownHoursOnly || Scope.ShowsHour(DateTimeOffset.FromUnixTimeSeconds(row.Hour * 3600)))) again.Add(row.Hour);
        }

        books.Drop(row => again.Contains(row.Hour));
        return (books, again);
    }

    /// <summary>The subject's books, as kept; null when a batch turned out to be damaged after some of it was taken.</summary>
    private async Task<FlowBooks?> KeptBooksAsync(IReadOnlyCollection<string>? names, CancellationToken cancellationToken)
    {
        var books = new FlowBooks(subject.Book);
        var taken = new HashSet<long>();
        await foreach (var entry in scan.EntriesAsync(KeptHours.Topic, names, scan.Window!.Value, cancellationToken))
        {
            if (broken.Contains(entry.Batch)) continue;
            if (KeptHours.Read(entry.Content.Span, entry.Name, subject.Book) is not { } read)
            {
                broken.Add(entry.Batch);
                if (taken.Contains(entry.Batch)) return null;
                continue;
            }

            taken.Add(entry.Batch);
            foreach (var book in read.All.Where(book => subject.Owns(book) && FlowSeries.IsOfSource(book.Name.Series, question)))
            {
                book.Drop(row => !Scope.MayTake(row));
                books.Add(book);
            }

            Fit(books);
        }

        return books;
    }

    /// <summary>Makes the question shorter when there is more than it may hold.</summary>
    /// <returns>False when it is refused.</returns>
    private bool Fit(FlowBooks books)
    {
        if (!Reach.IsRefused && books.Rows + (FlowReach.HoursOfBook * (long)books.Names) <= Reach.Limit) return true;
        Reach.Shorten([.. books.All]);
        books.Drop(row => Reach.IsRefused || !Scope.MayTake(row));
        books.DropEmpty();
        return !Reach.IsRefused;
    }
}
