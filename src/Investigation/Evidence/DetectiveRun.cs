using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What Detective is asked to investigate.</summary>
/// <param name="EntityArn">ARN of an IAM role or user.</param>
/// <param name="Scope">Whole hours, three of them to thirty days: <see cref="DetectiveScope"/>.</param>
public sealed record DetectiveAsk(string EntityArn, TimeWindow Scope);

/// <summary>How far an investigation is.</summary>
public enum RunStatus
{
    /// <summary>Under way, or in a state this program does not know.</summary>
    Running,

    /// <summary>Detective gave up.</summary>
    Failed,

    /// <summary>Its indicators can be read.</summary>
    Successful,
}

/// <summary>An investigation of Detective's.</summary>
/// <param name="Graph">The graph it is made in.</param>
/// <param name="Id">Its id, 21 digits.</param>
/// <param name="EntityArn">Role or user; untrusted text.</param>
/// <param name="Status">How far it is.</param>
public sealed record DetectiveRun(BehaviorGraph Graph, string Id, string EntityArn, RunStatus Status)
{
    /// <summary>Severity as Detective says it, such as MEDIUM; null until it is finished.</summary>
    public string? Severity { get; init; }

    /// <summary>When it was started; null when the service does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Start of the scope it is really made for; null when the service does not say.</summary>
    public DateTimeOffset? ScopeStart { get; init; }

    /// <summary>End of that scope.</summary>
    public DateTimeOffset? ScopeEnd { get; init; }

    /// <summary>The scope it is really made for; null when the service does not say.</summary>
    [JsonIgnore]
    public TimeWindow? Scope => ScopeStart is { } start && ScopeEnd is { } end && end > start ? new TimeWindow(start, end) : null;
}

/// <summary>A finished investigation with all it found, in the form it is kept and recorded in.</summary>
/// <param name="Run">The investigation.</param>
/// <param name="Indicators">What it found.</param>
/// <param name="ReadAt">When that was read.</param>
/// <param name="Notes">What was passed over.</param>
public sealed record DetectiveReport(DetectiveRun Run, IReadOnlyList<DetectiveIndicator> Indicators, DateTimeOffset ReadAt, IReadOnlyList<string> Notes)
{
    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, DetectiveJson.Default.DetectiveReport);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static DetectiveReport Read(string json) => JsonSerializer.Deserialize(json, DetectiveJson.Default.DetectiveReport) ?? throw new JsonException("no report");
}

[JsonSerializable(typeof(DetectiveReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class DetectiveJson : JsonSerializerContext;
