using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>What an entity did in the scope that it had not done before, or far more than before, in one source.</summary>
/// <param name="Entity">Who was asked about.</param>
/// <param name="Source">Which source says so.</param>
/// <param name="Scope">The window asked about.</param>
/// <param name="DaysCovered">Covered days of the baseline.</param>
/// <param name="New">Values absent from the baseline, by dimension; those that fail most come first, then the most frequent. Empty while in training.</param>
/// <param name="Increased">Calls with increased volume, the highest multiple first. Empty while in training.</param>
/// <param name="Total">Calls of the scope, for percentages; none for flows.</param>
/// <param name="Unseen">Rows of the source's tables that were cut and could not be looked at; 0 when all was.</param>
public sealed record NewBehavior(
    EntityRef Entity,
    EvidenceKind Source,
    TimeWindow Scope,
    int DaysCovered,
    IReadOnlyList<NewlyObserved> New,
    IReadOnlyList<IncreasedCalls> Increased,
    CallCount Total,
    long Unseen)
{
    /// <summary>Whether the baseline is too young to call anything new: less than <see cref="Baseline.TrainingDays"/> covered days.</summary>
    public bool InTraining => DaysCovered < Baseline.TrainingDays;

    /// <summary>Days covered so far while in training; null when the baseline is old enough.</summary>
    public int? Training => InTraining ? DaysCovered : null;

    /// <summary>What became of the question; nothing is new where there is no answer.</summary>
    public CoverageState State { get; init; }

    /// <summary>Whether the entity was seen in the baseline at all; null when that cannot be told.</summary>
    public bool? SeenBefore { get; init; }

    /// <summary>Of calls: API or Kubernetes.</summary>
    /// <param name="pass">The pass of <see cref="ActivityTopic.NewBehavior"/> that was asked.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="others">The answer of <see cref="ActivityPasses.Others"/>; null when it was not asked.</param>
    /// <param name="place">Network and country of an address as far as known; null when nothing knows them.</param>
    public static NewBehavior Of(
        ActivityPass pass,
        EvidenceAnswer<CallFigures> answer,
        CallFigures? others = null,
        Func<string, (string? Network, string? Country)>? place = null) => NewCalls.Of(pass, answer, others, place);

    /// <summary>Of flows.</summary>
    /// <param name="pass">The pass of <see cref="ActivityTopic.NewBehavior"/> that was asked.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="place">Network and country of an address as far as known; null when nothing knows them.</param>
    public static NewBehavior Of(ActivityPass pass, EvidenceAnswer<FlowFigures> answer, Func<string, (string? Network, string? Country)>? place = null) =>
        NewFlows.Of(pass, answer, place);

    /// <summary>What is new, then what increased; or that nothing is; or the training notice.</summary>
    /// <param name="most">Values named at most in each sentence.</param>
    public IReadOnlyList<string> Sentences(int most = 4) => NewWords.Of(this, most);

    internal static CallAsk CallAsk(EvidenceKind source) => NewCalls.Ask(source);

    internal static FlowAsk FlowAsk => NewFlows.Ask;
}

/// <summary>What can be new.</summary>
public enum NewDimension
{
    /// <summary>A call: service and operation; Kubernetes: verb and resource.</summary>
    Call,

    /// <summary>Where calls came from.</summary>
    Address,

    /// <summary>The network of such an address.</summary>
    Network,

    /// <summary>The country of such an address.</summary>
    Country,

    /// <summary>A region.</summary>
    Region,

    /// <summary>A user agent.</summary>
    UserAgent,

    /// <summary>A Kubernetes namespace.</summary>
    Namespace,

    /// <summary>A port on the entity's side.</summary>
    LocalPort,

    /// <summary>A port on the other side.</summary>
    RemotePort,

    /// <summary>An address traffic went to or came from.</summary>
    RemoteAddress,
}

/// <summary>A value absent from the baseline.</summary>
/// <param name="Dimension">What it is.</param>
/// <param name="Value">The value as it is shown, such as "iam CreateUser"; untrusted text.</param>
/// <param name="Calls">Calls with it in the scope; none for flows.</param>
/// <param name="Traffic">Traffic with it in the scope; none for calls.</param>
/// <param name="First">First time in the scope, inclusive, UTC; null when unknown.</param>
/// <param name="Last">Last time in the scope, inclusive, UTC; null when unknown.</param>
/// <param name="CommonHere">Whether others of the account do the same: new to it, common here. Null when that was not asked or cannot be told.</param>
public sealed record NewlyObserved(
    NewDimension Dimension,
    string Value,
    CallCount Calls,
    FlowTotals Traffic,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    bool? CommonHere)
{
    /// <summary>Share of its calls that succeeded, 0 to 1; null without calls.</summary>
    public double? SuccessRate => Calls.All == 0 ? null : (double)Calls.Succeeded / Calls.All;

    /// <summary>The network of an address; null when unknown. Untrusted text.</summary>
    public string? Network { get; init; }

    /// <summary>The country of an address; null when unknown. Untrusted text.</summary>
    public string? Country { get; init; }
}

/// <summary>A call made far more often than before: at least twice its average rate, at least 20 more than that rate gives, and too many for chance: twice
/// the difference of the square roots (a Poisson count's standard score) is at least 3.5.</summary>
/// <param name="Value">Service and operation; untrusted text.</param>
/// <param name="Calls">Calls in the scope.</param>
/// <param name="PerDay">Calls per covered day of the scope.</param>
/// <param name="UsualPerDay">Calls per covered day of the baseline.</param>
/// <param name="Score">The standard score.</param>
/// <param name="Sentence">Such as "ssm GetParameters 1,080 calls, 12 times the usual 90 for 18 hours."</param>
public sealed record IncreasedCalls(string Value, CallCount Calls, double PerDay, double UsualPerDay, double Score, string Sentence)
{
    /// <summary>How many times the usual rate.</summary>
    public double Times => PerDay / UsualPerDay;
}
