namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>The books of one interface, as kept.</summary>
internal static class KeptHours
{
    /// <summary>Topic of these entries; their name is the interface.</summary>
    public const string Topic = "flow.hours";

    private const byte Version = 1;
    private const int Families = 3;
    private const int Slot = 300;

    /// <summary>The account is that of the series.</summary>
    private const string Same = "=";

    /// <summary>Makes the entry of one interface's books.</summary>
    public static IndexEntry Write(IReadOnlyList<FlowBook> books, FlowAddresses addresses)
    {
        var writer = new EntryWriter(Version);
        writer.Number((ulong)books.Count);
        foreach (var book in books) Write(writer, book, addresses);
        var rows = books.SelectMany(static book => book.Rows).Select(static row => row.Row).ToList();
        return new IndexEntry(
            Topic,
            books[0].Name.Interface,
            DateTimeOffset.FromUnixTimeSeconds(rows.Min(static row => row.MinStart)),
            DateTimeOffset.FromUnixTimeSeconds(rows.Max(static row => row.MaxEnd)),
            writer.End());
    }

    /// <summary>Adds the books of an entry.</summary>
    /// <returns>False when it cannot be used; nothing of it was added then.</returns>
    public static bool TryRead(ReadOnlySpan<byte> content, string of, FlowBooks into)
    {
        if (Read(content, of, into.Addresses) is not { } read) return false;
        into.Add(read);
        return true;
    }

    /// <summary>The books of an entry; null when it cannot be used.</summary>
    public static FlowBooks? Read(ReadOnlySpan<byte> content, string of, FlowAddresses addresses)
    {
        var reader = new EntryReader(content, Version);
        var read = new FlowBooks(addresses);
        for (var left = reader.Count(); left > 0; left--) Read(ref reader, of, read);
        return reader.IsDamaged ? null : read;
    }

    private static void Write(EntryWriter writer, FlowBook book, FlowAddresses addresses)
    {
        writer.Text(FlowSeries.Short(book.Name.Series));
        writer.Text(book.Name.Instance);
        writer.Text(book.Name.Series.StartsWith(book.Name.Account + "|", StringComparison.Ordinal) ? Same : book.Name.Account);
        writer.Number((ulong)book.Fields);
        for (var family = 0; family < Families; family++)
        {
            var own = book.Own(family);
            writer.Byte((byte)own.State);
            if (own.State is OwnState.Single or OwnState.Pair) writer.Text(addresses.NameOf(own.A));
            if (own.State == OwnState.Pair) writer.Text(addresses.NameOf(own.B));
            var rows = book.Rows.Where(row => row.Family == family).Select(static row => row.Row).OrderBy(static row => row.Hour).ToList();
            writer.Number((ulong)rows.Count);
            var hour = 0L;
            foreach (var row in rows)
            {
                writer.Number((ulong)(row.Hour - hour));
                hour = row.Hour;
                Write(writer, row, own.State);
            }
        }
    }

    private static void Write(EntryWriter writer, FlowHourRow row, OwnState own)
    {
        var start = row.Hour * 3600;
        var runs = row.Runs();
        writer.Number((ulong)runs.Length);
        var at = start;
        foreach (var (from, to) in runs)
        {
            writer.Number((ulong)(from - at));
            writer.Number((ulong)(to - from));
            at = to;
        }

        // first and last record are nearly always where the seconds begin and end, and slots begin every five minutes
        writer.Number(row.MinStart - (runs.Length > 0 ? runs[0].From : start));
        writer.Number(row.MaxEnd - (runs.Length > 0 ? at : row.MinStart));
        var slot = row.MaxSlot - start;
        writer.Number(row.MaxSlot == 0 ? 0L : slot % Slot == 0 ? (slot / Slot * 2) + (slot >= 0 ? 2 : 0) : (slot * 2) + 1);
        Span<Traffic> cells = stackalloc Traffic[FlowHourRow.Cells];
        var mask = 0u;
        for (var cell = 0; cell < FlowHourRow.Cells; cell++)
        {
            var traffic = row.Cell(cell);
            if (traffic.Records == 0) continue;
            var (side, tie, action) = FlowHourRow.Of(cell);

            // once the own address is known, what else it could have been need not be kept
            var kept = own switch
            {
                OwnState.Single => FlowHourRow.CellOf(side, side, action),
                OwnState.None => FlowHourRow.CellOf(FlowSide.In, tie, action),
                _ => cell,
            };
            cells[kept] += traffic;
            mask |= 1u << kept;
        }

        writer.Number((ulong)mask);
        for (var cell = 0; cell < FlowHourRow.Cells; cell++)
        {
            if ((mask >> cell & 1) == 0) continue;
            writer.Number((ulong)cells[cell].Records);
            writer.Number((ulong)cells[cell].Packets);
            writer.Number((ulong)cells[cell].Bytes);
        }

        writer.Number(row.Long is null ? 0UL : 1); // intervals, once there were several
        if (row.Long is not { } whole) return;
        writer.Number((ulong)whole.From);
        writer.Number((ulong)(whole.To - whole.From));
    }

    private static void Read(ref EntryReader reader, string of, FlowBooks into)
    {
        var series = FlowSeries.Long(reader.Text());
        var instance = reader.Text();
        var account = reader.Text();
        if (account == Same) account = series[..series.IndexOf('|', StringComparison.Ordinal)];
        var book = into.BookOf(new FlowBookName(series, of, instance, account));
        book.Fields = (uint)reader.Number();
        for (var family = 0; family < Families; family++)
        {
            var state = (OwnState)reader.Byte();
            var a = state is OwnState.Single or OwnState.Pair ? into.Addresses.NumberOf(reader.Text()) : 0;
            var b = state == OwnState.Pair ? into.Addresses.NumberOf(reader.Text()) : 0;
            book.Learn(family, OwnSide.Of(state, a, b));
            var hour = 0L;
            for (var left = reader.Count(); left > 0 && !reader.IsDamaged; left--) Read(ref reader, book.Row(family, hour += (long)reader.Number(), null));
        }
    }

    private static void Read(ref EntryReader reader, FlowHourRow row)
    {
        var start = row.Hour * 3600;
        var (begin, at) = (start, start);
        var runs = reader.Count();
        for (var run = 0; run < runs; run++)
        {
            var from = at + (long)reader.Number();
            if (run == 0) begin = from;
            at = from + (long)reader.Number();
            row.AddSeconds(from, at);
        }

        var first = begin + reader.Signed();
        var last = (runs > 0 ? at : first) + reader.Signed();
        var slot = reader.Signed();
        row.Span(first, last, slot == 0 ? 0 : start + (slot % 2 == 0 ? (slot - (slot > 0 ? 2 : 0)) / 2 * Slot : (slot - 1) / 2));
        var mask = (uint)reader.Number();
        for (var cell = 0; cell < FlowHourRow.Cells; cell++)
        {
            if ((mask >> cell & 1) != 0) row.Add(cell, new Traffic((long)reader.Number(), (long)reader.Number(), (long)reader.Number()));
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            var from = (long)reader.Number();
            row.AddSeconds(from, from + (long)reader.Number());
        }

        row.Pack();
    }
}
