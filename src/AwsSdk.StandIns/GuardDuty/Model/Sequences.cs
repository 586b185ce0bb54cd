using System.Text.Json.Serialization;

namespace Amazon.GuardDuty.Model;

public partial class Sequence
{
    public string Uid { get; set; }

    public string Description { get; set; }

    public List<Actor> Actors { get; set; }

    public List<ResourceV2> Resources { get; set; }

    public List<NetworkEndpoint> Endpoints { get; set; }

    public List<Signal> Signals { get; set; }

    public List<Indicator> SequenceIndicators { get; set; }

    public List<string> AdditionalSequenceTypes { get; set; }
}

public partial class Actor
{
    public string Id { get; set; }

    public User User { get; set; }

    public Session Session { get; set; }

    public ActorProcess Process { get; set; }
}

public partial class User
{
    public string Name { get; set; }

    public string Uid { get; set; }

    public string Type { get; set; }

    public string CredentialUid { get; set; }

    public Account Account { get; set; }
}

public partial class Account
{
    public string Uid { get; set; }

    [JsonPropertyName("account")]
    public string Name { get; set; }
}

public partial class Session
{
    public string Uid { get; set; }

    public MfaStatus MfaStatus { get; set; }

    public DateTime? CreatedTime { get; set; }

    public string Issuer { get; set; }
}

public partial class ActorProcess
{
    public string Name { get; set; }

    public string Path { get; set; }

    public string Sha256 { get; set; }
}

public partial class NetworkEndpoint
{
    public string Id { get; set; }

    public string Ip { get; set; }

    public string Domain { get; set; }

    public int? Port { get; set; }

    public NetworkGeoLocation Location { get; set; }

    public AutonomousSystem AutonomousSystem { get; set; }

    public NetworkConnection Connection { get; set; }
}

public partial class NetworkGeoLocation
{
    public string City { get; set; }

    public string Country { get; set; }

    [JsonPropertyName("lat")]
    public double? Latitude { get; set; }

    [JsonPropertyName("lon")]
    public double? Longitude { get; set; }
}

public partial class AutonomousSystem
{
    public string Name { get; set; }

    public int? Number { get; set; }
}

public partial class NetworkConnection
{
    public NetworkDirection Direction { get; set; }
}

public partial class Signal
{
    public string Uid { get; set; }

    public SignalType Type { get; set; }

    public string Description { get; set; }

    public string Name { get; set; }

    public DateTime? CreatedAt { get; set; }

    public DateTime? UpdatedAt { get; set; }

    public DateTime? FirstSeenAt { get; set; }

    public DateTime? LastSeenAt { get; set; }

    public double? Severity { get; set; }

    public int? Count { get; set; }

    public List<string> ResourceUids { get; set; }

    public List<string> ActorIds { get; set; }

    public List<string> EndpointIds { get; set; }

    public List<Indicator> SignalIndicators { get; set; }
}

public partial class Indicator
{
    public IndicatorType Key { get; set; }

    public List<string> Values { get; set; }

    public string Title { get; set; }
}
