using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay.Findings;

/// <summary>One finding as it stands in the end: what GuardDuty saw, from when to when, how often.</summary>
internal sealed record FindingStory(int Number, DateTimeOffset First, DateTimeOffset Last, string Type, int Severity, int Count, Deed Deed)
{
    /// <summary>Time between two reports; GuardDuty leaves 15 minutes at least.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMinutes(15);

    public string Id => new Dice($"finding {Number}").Hex(32);

    public string Arn => $"arn:aws:guardduty:{Lab.Region}:{Lab.Account}:detector/{Lab.DetectorId}/finding/{Id}";

    public static FindingStory Call(int number, DateTimeOffset first, DateTimeOffset last, ApiMethod method, int count) =>
        new(number, first, last, $"{Purpose(method)}:IAMUser/MaliciousIPCaller.Custom", 5, count, new CalledApi(method));

    private static string Purpose(ApiMethod method) =>
        method == ApiMethod.GetParameters || method == ApiMethod.RegisterManagedInstance ? "UnauthorizedAccess" : "Recon";
}
