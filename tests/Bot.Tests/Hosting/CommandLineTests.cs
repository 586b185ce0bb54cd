namespace ChatOps.Bot.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void No_argument_serves() => CommandLine.Parse([]).ShouldBeOfType<Serve>().Args.ShouldBeEmpty();

    [Theory]
    [InlineData("serve", "--Web:Url=http://127.0.0.1:5081")]
    [InlineData("--Findings:Replay", "instant")]
    [InlineData("--routes:0:minseverity=4", "--Aws:Accounts:12:Alias=payments-prod")]
    [InlineData("--Logging:LogLevel:ChatOps.Bot.Alerts=Debug")]
    public void Known_options_are_taken_in_both_forms_and_any_case(params string[] args) => CommandLine.Parse(args).ShouldBeOfType<Serve>();

    [Fact]
    public void Ingest_takes_options_like_any_start_and_json_beside_them()
    {
        CommandLine.Parse(["ingest"]).ShouldBeOfType<Ingest>().AsJson.ShouldBeFalse();
        var ingest = CommandLine.Parse(["ingest", "--json", "--Evidence:Folder=/logs"]).ShouldBeOfType<Ingest>();
        (ingest.AsJson, ingest.Args.ShouldHaveSingleItem()).ShouldBe((true, "--Evidence:Folder=/logs"));
        CommandLine.Parse(["--json"]).ShouldBeOfType<BadUsage>();
    }

    [Fact]
    public void Doctor_and_sample_finding_take_options_like_any_start()
    {
        var doctor = CommandLine.Parse(["doctor", "--json", "--Aws:Region=eu-west-1"]).ShouldBeOfType<Examine>();
        (doctor.AsJson, doctor.AsPolicy, doctor.Args.ShouldHaveSingleItem()).ShouldBe((true, false, "--Aws:Region=eu-west-1"));
        CommandLine.Parse(["doctor", "--policy"]).ShouldBeOfType<Examine>().AsPolicy.ShouldBeTrue();
        var sample = CommandLine.Parse(["sample-finding", "Recon:EC2/PortProbeUnprotectedPort", "--Aws:Region=eu-west-1", "--json"]).ShouldBeOfType<MakeSample>();
        (sample.Type, sample.AsJson, sample.Args.ShouldHaveSingleItem()).ShouldBe(("Recon:EC2/PortProbeUnprotectedPort", true, "--Aws:Region=eu-west-1"));
    }

    [Fact]
    public void The_app_package_takes_a_file_and_its_form()
    {
        CommandLine.Parse(["teams-app", "--Teams:AppId=a"]).ShouldBeOfType<PackApp>().ShouldSatisfyAllConditions(static pack => pack.File.ShouldBeNull(), static pack => pack.IsPlain.ShouldBeFalse(), static pack => pack.Args.ShouldBe(["--Teams:AppId=a"]));
        CommandLine.Parse(["teams-app", "--out", "a.zip", "--without-slash", "--json", "--Teams:AppId=a"]).ShouldBeOfType<PackApp>().ShouldSatisfyAllConditions(static pack => pack.File.ShouldBe("a.zip"), static pack => pack.IsPlain.ShouldBeTrue(), static pack => pack.AsJson.ShouldBeTrue());
        CommandLine.Parse(["teams-app", "--Teams:AppId", "a", "--out=b.zip"]).ShouldBeOfType<PackApp>().ShouldSatisfyAllConditions(static pack => pack.File.ShouldBe("b.zip"), static pack => pack.Args.ShouldBe(["--Teams:AppId", "a"]));
    }

    [Theory]
    [InlineData("teams-app", "--out")]
    [InlineData("teams-app", "--out=")]
    [InlineData("teams-app", "--out", "--json")]
    [InlineData("teams-app", "quickly")]
    [InlineData("--without-slash")]
    [InlineData("doctor", "--out", "a.zip")]
    [InlineData("sample-finding")]
    [InlineData("sample-finding", "--json")]
    [InlineData("sample-finding", "Recon:EC2/PortProbeUnprotectedPort", "Another:Type")]
    [InlineData("sample-finding", "Recon:EC2/PortProbeUnprotectedPort", "--policy")]
    [InlineData("doctor", "quickly")]
    [InlineData("--policy")]
    public void Subcommands_refuse_what_they_do_not_understand(params string[] args) => CommandLine.Parse(args).ShouldBeOfType<BadUsage>();

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "-h")]
    [InlineData("help")]
    public void Help_is_shown_when_asked_for(params string[] args) => CommandLine.Parse(args).ShouldBeOfType<ShowHelp>();

    [Fact]
    public void A_misspelt_option_is_refused_with_the_nearest_one() =>
        CommandLine.Parse(["--Findings:Sorce=sample"]).ShouldBeOfType<BadUsage>().Why.ShouldBe("There is no option 'Findings:Sorce'. The nearest is 'Findings:Source'; --help lists all.");

    [Theory]
    [InlineData("start")]
    [InlineData("--Findings:Source")]
    [InlineData("--Findings:Source", "--Web:Url=http://127.0.0.1:1")]
    [InlineData("--Routes:first:Channel=security")]
    public void What_cannot_be_meant_is_refused(params string[] args) => CommandLine.Parse(args).ShouldBeOfType<BadUsage>();

    [Fact]
    public void Help_names_every_option_with_its_default()
    {
        var help = CommandLine.Help();
        foreach (var option in OptionList.All) help.ShouldContain($"--{option.Name}");
    }
}
