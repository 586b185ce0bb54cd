using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Access;

/// <summary>Policies to test with.</summary>
internal static class Policies
{
    /// <summary>Without a file.</summary>
    public static AccessPolicy Open { get; } = new(PolicyOptions.Of(new ConfigurationBuilder().Build()));

    public static AccessPolicy Of(string json)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "policy.json");
        File.WriteAllText(file, json);
        var options = PolicyOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Policy:File", file)]).Build());
        options.Errors.ShouldBeEmpty();
        return new AccessPolicy(options);
    }
}
