using System.Net.Sockets;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Kept;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Whose records are asked for, and how they are found: an address by its four columns; an interface, an account by theirs; an instance by its
/// column, or where a format has none by what is known of it, its interfaces or else its private addresses.</summary>
internal sealed class FlowSubject
{
    private static readonly FlowField[] AddressFields = [FlowField.Source, FlowField.Destination, FlowField.PacketSource, FlowField.PacketDestination];

    /// <summary>Names kept of addresses that are only compared with those asked for, so that each spelling is read once: one that is not kept is read again.</summary>
    private const int MostMet = 100_000;

    private readonly EvidenceQuestion question;
    private readonly EntityKind kind;
    private readonly byte[] id;
    private readonly byte[]? askedAccount;
    private readonly List<string> knownInterfaces;
    private readonly bool asksIpv6;
    private readonly FlowAddresses met;
    private readonly ulong[] sought;

    private FlowSubject(EvidenceQuestion question, EntityKind kind, IReadOnlyList<string> addresses, int mostAddresses)
    {
        this.question = question;
        this.kind = kind;
        id = Encoding.UTF8.GetBytes(question.Entity.Id);
        askedAccount = question.Account is null ? null : Encoding.ASCII.GetBytes(question.Account);
        Addresses = addresses;
        IsByAddress = addresses.Count > 0;
        knownInterfaces = [.. question.Known.Where(static known => known.Kind == EntityKind.NetworkInterface).Select(static known => known.Id).Distinct(StringComparer.Ordinal)];
        Book = new FlowAddresses(mostAddresses);
        Numbers = [.. addresses.Select(Book.NumberOf)];
        met = new FlowAddresses(Math.Min(MostMet, mostAddresses));
        sought = [.. addresses.Select(met.NumberOf)];
        IsPublicIpv4 = IsAddress && IpText.TryParse(question.Entity.Id, out var address) && address.AddressFamily == AddressFamily.InterNetwork && !IpText.IsPrivate(question.Entity.Id);
        asksIpv6 = addresses.Any(static address => address.Contains(':', StringComparison.Ordinal));
    }

    /// <summary>All of a question that says whose records are meant.</summary>
    public string Identity => $"{question.Entity} {question.Account} {question.Region} {string.Join(' ', question.Known)}";

    /// <summary>Numbers of addresses, for this question.</summary>
    public FlowAddresses Book { get; }

    /// <summary>The addresses asked for; empty when the entity is not found by its addresses.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>The same as numbers.</summary>
    public ulong[] Numbers { get; }

    /// <summary>Whether records are found by addresses: of an address, or of an instance of which nothing else is known.</summary>
    public bool IsByAddress { get; }

    /// <summary>Whether the entity itself is an address.</summary>
    public bool IsAddress => kind == EntityKind.IpAddress;

    /// <summary>Whether the question is for an instance.</summary>
    public bool IsInstance => kind == EntityKind.Ec2Instance;

    /// <summary>Whether nothing stands for the instance where a format does not name it.</summary>
    public bool IsUnknownWithoutColumn => IsInstance && knownInterfaces.Count == 0 && Addresses.Count == 0;

    /// <summary>Whether an address asked for is one that could be an interface's own, and not surely a remote one.</summary>
    public bool MayBeOwn => Addresses.Any(static address => address.Contains(':', StringComparison.Ordinal) || IpText.IsPrivate(address));

    /// <summary>Whether the address is IPv4 and public: such an address of one's own never appears in flow logs.</summary>
    public bool IsPublicIpv4 { get; }

    /// <summary>The subject of a question; null when flow logs cannot know entities of its kind.</summary>
    /// <param name="question">The question.</param>
    /// <param name="mostAddresses">Names of addresses it may keep.</param>
    public static FlowSubject? For(EvidenceQuestion question, int mostAddresses)
    {
        var knownAddresses = question.Known.Where(static known => known.Kind == EntityKind.IpAddress).Select(static known => IpText.Canonical(known.Id) ?? known.Id).Distinct(StringComparer.Ordinal).ToList();
        var hasInterfaces = question.Known.Any(static known => known.Kind == EntityKind.NetworkInterface);
        return question.Entity.Kind switch
        {
            EntityKind.IpAddress => new(question, EntityKind.IpAddress, [IpText.Canonical(question.Entity.Id) ?? question.Entity.Id], mostAddresses),
            EntityKind.NetworkInterface => new(question, EntityKind.NetworkInterface, [], mostAddresses),
            EntityKind.Account => new(question, EntityKind.Account, [], mostAddresses),
            EntityKind.Ec2Instance => new(question, EntityKind.Ec2Instance, hasInterfaces ? [] : knownAddresses, mostAddresses),
            _ => null,
        };
    }

    /// <summary>What a line of a format must hold one of to be about the subject; null when all lines must be looked at.</summary>
    public IReadOnlyList<byte[]>? NeedlesIn(FlowFormat format)
    {
        if (kind == EntityKind.Account) return null;
        if (kind == EntityKind.NetworkInterface) return [NeedleOf(question.Entity.Id)];
        if (IsInstance && format.Has(FlowField.Instance)) return [NeedleOf(question.Entity.Id)];
        if (asksIpv6) return null; // spelled in many ways
        return [.. (IsByAddress ? Addresses : knownInterfaces).Select(NeedleOf)];
    }

    /// <summary>Whether a record is of the account asked about.</summary>
    public bool IsAsked(in FlowRecord record) => askedAccount is null || record.Field(FlowField.Account) is var account && (account.IsEmpty || account.SequenceEqual(askedAccount));

    /// <summary>Whether a record is the subject's.</summary>
    public bool Is(in FlowRecord record, LogObject log) => kind switch
    {
        EntityKind.NetworkInterface => record.Field(FlowField.Interface).SequenceEqual(id),
        EntityKind.Account => record.Format.Has(FlowField.Account) ? record.Field(FlowField.Account).SequenceEqual(id) : log.Account == question.Entity.Id,
        EntityKind.Ec2Instance when record.Format.Has(FlowField.Instance) => record.Field(FlowField.Instance).SequenceEqual(id),
        _ when IsByAddress => HasAddress(in record),
        _ => IsKnownInterface(record.Field(FlowField.Interface)),
    };

    /// <summary>Whether lost records may have been the subject's.</summary>
    public bool MayConcern(string of, string instance, string account) => (askedAccount is null || account.Length == 0 || account == question.Account) && kind switch
    {
        EntityKind.NetworkInterface => of == question.Entity.Id,
        EntityKind.Account => account.Length == 0 || account == question.Entity.Id,
        EntityKind.Ec2Instance when instance.Length > 0 => instance == question.Entity.Id,
        EntityKind.Ec2Instance when knownInterfaces.Count > 0 => knownInterfaces.Contains(of),
        _ => true,
    };

    /// <summary>Whether a book is the subject's; never for what is found by address, whose books are made of nothing else.</summary>
    public bool Owns(FlowBook book) => (askedAccount is null || book.Name.Account.Length == 0 || book.Name.Account == question.Account) && kind switch
    {
        EntityKind.NetworkInterface => book.Name.Interface == question.Entity.Id,
        EntityKind.Account => book.Name.Account == question.Entity.Id,
        EntityKind.Ec2Instance when (book.Fields >> (int)FlowField.Instance & 1) != 0 => book.Name.Instance == question.Entity.Id,
        EntityKind.Ec2Instance => knownInterfaces.Contains(book.Name.Interface),
        _ => false,
    };

    /// <summary>Whether records of an interface may be the subject's.</summary>
    public bool MayHave(string of) => kind != EntityKind.NetworkInterface || of == question.Entity.Id;

    /// <summary>Interfaces whose kept hours may hold the subject's; null for all.</summary>
    public IReadOnlyCollection<string>? InterfacesIn(IEnumerable<KeptInterface> kept) => kind switch
    {
        EntityKind.NetworkInterface => [question.Entity.Id],
        EntityKind.Ec2Instance => kept.Where(one => one.Instance == question.Entity.Id).Select(static one => one.Interface).Concat(knownInterfaces).ToHashSet(StringComparer.Ordinal),
        _ => null,
    };

    /// <summary>Which way a record went, seen from the address asked for; null when it is seen from its interface.</summary>
    public FlowSide? SideOf(in FlowRecord record, in Flow flow)
    {
        if (!IsByAddress || (IsInstance && record.Format.Has(FlowField.Instance))) return null;
        var isSource = Numbers.Contains(flow.Source) || IsSought(record.Field(FlowField.PacketSource));
        return isSource ? FlowSide.Out : FlowSide.In;
    }

    private bool HasAddress(in FlowRecord record)
    {
        foreach (var field in AddressFields)
        {
            var value = record.Field(field);
            if (!value.IsEmpty && IsSought(value)) return true;
        }

        return false;
    }

    private bool IsSought(ReadOnlySpan<byte> address) => sought.Contains(met.NumberOf(address));

    private bool IsKnownInterface(ReadOnlySpan<byte> of)
    {
        foreach (var known in knownInterfaces)
        {
            if (AsciiKey.Equals(of, known)) return true;
        }

        return false;
    }

    /// <summary>An id is sought from its last dash on: what comes before is in every line.</summary>
    private static byte[] NeedleOf(string text)
    {
        var dash = text.LastIndexOf('-');
        return Encoding.UTF8.GetBytes(dash > 0 && text.Length - dash > 6 ? text[dash..] : text);
    }
}
