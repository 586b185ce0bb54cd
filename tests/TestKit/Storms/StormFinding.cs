using System.Globalization;
using System.Text.Json;

namespace ChatOps.TestKit.Storms;

/// <summary>Findings by number: a few types on a few instances.</summary>
internal static class StormFinding
{
    private static readonly string[] Types = ["Recon:EC2/Portscan", "Backdoor:EC2/Spambot", "UnauthorizedAccess:EC2/SSHBruteForce"];

    public static string Arn(int number) => $"arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/{number:x32}";

    /// <param name="count">Later states count more.</param>
    public static string Json(int number, int count = 1)
    {
        var seen = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero).AddMinutes(count).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return JsonSerializer.Serialize(new
        {
            schemaVersion = "2.0",
            accountId = "111122223333",
            region = "us-east-1",
            partition = "aws",
            id = $"{number:x32}",
            arn = Arn(number),
            type = Types[number % Types.Length],
            severity = 5,
            title = $"Finding {number} of the storm",
            description = "made for this test",
            createdAt = "2026-03-01T09:00:00Z",
            updatedAt = seen,
            resource = new { resourceType = "Instance", instanceDetails = new { instanceId = $"i-0c79413d9f0d994{number % 5:x2}" } },
            service = new { serviceName = "guardduty", count, eventFirstSeen = "2026-03-01T09:00:00Z", eventLastSeen = seen, archived = false },
        });
    }
}
