using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Investigate;

public sealed class EvidenceOptionsTests
{
    [Theory]
    [InlineData(null, null, "Sample", null)]
    [InlineData("sample", null, "Sample", null)]
    [InlineData("none", "/", "None", null)]
    [InlineData(null, "/", "Folder", null)]
    [InlineData("folder", null, "Folder", "Evidence:Folder is not set")]
    [InlineData("folder", "/nowhere/at/all", "Folder", "Evidence:Folder '/nowhere/at/all' is no folder")]
    [InlineData("s3", null, "None", "this version cannot read")]
    [InlineData("athena", null, "None", "Evidence:Source is 'athena'; use sample, folder or none.")]
    public void Sources_are_chosen_or_refused_with_the_repair(string? source, string? folder, string origin, string? error)
    {
        var options = EvidenceOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Evidence:Source", source), new("Evidence:Folder", folder)]).Build());

        options.Source.ToString().ShouldBe(origin);
        string.Concat(options.Errors).ShouldContain(error ?? "");
        options.Errors.Count.ShouldBe(error is null ? 0 : 1);
    }
}
