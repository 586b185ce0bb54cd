using ChatOps.TestKit;
using Microsoft.AspNetCore.Builder;

namespace ChatOps.Bot.Hosting;

public sealed class OperatorSettingsTests
{
    [Fact]
    public void The_file_where_the_program_is_started_is_read_and_the_command_line_wins_over_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{"Findings":{"Source":"folder","Folder":"./in"},"Aws":{"Accounts":[{"Id":"111122223333","Alias":"payments-prod"}]}}""");
        var builder = WebApplication.CreateBuilder(["--Findings:Source=none"]);

        OperatorSettings.AddFrom(builder.Configuration, folder.Path);

        builder.Configuration["Findings:Folder"].ShouldBe("./in");
        builder.Configuration["Aws:Accounts:0:Alias"].ShouldBe("payments-prod");
        builder.Configuration["Findings:Source"].ShouldBe("none");
    }

    [Fact]
    public void A_folder_without_the_file_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var builder = WebApplication.CreateBuilder(["--Findings:Source=none"]);
        OperatorSettings.AddFrom(builder.Configuration, folder.Path);
        builder.Configuration["Findings:Source"].ShouldBe("none");
    }

    [Fact]
    public void A_file_that_is_no_json_is_named_in_words()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), "{ not json");
        var failure = Should.Throw<InvalidDataException>(() => OperatorSettings.AddFrom(WebApplication.CreateBuilder().Configuration, folder.Path));
        StartupFailure.Explain(failure).ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain("appsettings.json");
    }
}
