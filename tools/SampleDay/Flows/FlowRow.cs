namespace ChatOps.SampleDay.Flows;

/// <summary>One record of the default format, version 2. Start and end are Unix seconds.</summary>
internal readonly record struct FlowRow(
    string Source, string Destination, int SourcePort, int DestinationPort, int Protocol, long Packets, long Bytes, long Start, long End, bool Accepted)
{
    public const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
    public const int Tcp = 6;
    public const int Udp = 17;

    public override string ToString()
    {
        var action = Accepted ? "ACCEPT" : "REJECT";
        return FormattableString.Invariant(
            $"2 {Lab.Account} {Lab.InterfaceId} {Source} {Destination} {SourcePort} {DestinationPort} {Protocol} {Packets} {Bytes} {Start} {End} {action} OK");
    }
}
