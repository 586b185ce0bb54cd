using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Teams.Forms;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Investigate;
using ChatOps.Investigation;
using ChatOps.TestKit;

namespace ChatOps.Bot.Channels.Teams.Package;

/// <summary>The package promises what the program does, and every tenant takes one of its two forms.</summary>
public sealed class AppPackageTests : IDisposable
{
    private const string App = "5f0b3a6e-1c54-4a9e-9a0e-0d6d3f3b7c11";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [CorpusTheory]
    [InlineData(false, TeamsApp.Newest)]
    [InlineData(true, TeamsApp.Plain)]
    public async Task It_is_as_Microsoft_s_schema_says(bool isPlain, string version)
    {
        var schema = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Corpus.Folder!, $"../facts/MicrosoftTeams.v{version}.schema.json")))!;
        var manifest = (await PackAsync(isPlain)).Manifest;
        manifest["manifestVersion"]!.GetValue<string>().ShouldBe(version);
        new JsonSchema(schema).Check(manifest).ShouldBeEmpty();

        manifest["bots"]![0]!["botId"] = "me";
        manifest["composeExtensions"]![0]!["commands"]![0]!["title"] = new string('x', 33);
        new JsonSchema(schema).Check(manifest).Count.ShouldBe(2);
    }

    [CorpusFact]
    public async Task Slash_commands_are_what_an_older_schema_refuses()
    {
        var schema = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Corpus.Folder!, $"../facts/MicrosoftTeams.v{TeamsApp.Plain}.schema.json")))!;
        var newest = (await PackAsync(isPlain: false)).Manifest;
        newest["manifestVersion"] = TeamsApp.Plain;
        new JsonSchema(schema).Check(newest).ShouldBe(["$.bots[0].commandLists[0] has an unknown member triggers", "$.bots[0] has an unknown member supportsTargetedMessages"], ignoreOrder: true);
    }

    [Fact]
    public async Task Manifest_and_icons_lie_at_the_root_of_the_zip()
    {
        var (entries, manifest) = await PackAsync(isPlain: false);
        entries.Keys.ShouldBe(["manifest.json", "color.png", "outline.png"]);
        manifest["icons"]!["color"]!.GetValue<string>().ShouldBe("color.png");
        manifest["icons"]!["outline"]!.GetValue<string>().ShouldBe("outline.png");
        manifest.ToJsonString().ShouldNotContain("00000000-0000-0000-0000-000000000000");
        foreach (var id in new[] { manifest["id"], manifest["bots"]![0]!["botId"], manifest["composeExtensions"]![0]!["botId"], manifest["webApplicationInfo"]!["id"] }) id!.GetValue<string>().ShouldBe(App);
    }

    [Fact]
    public async Task The_icons_have_the_sizes_Teams_asks_for_and_the_outline_is_white_on_nothing()
    {
        var (entries, _) = await PackAsync(isPlain: false);
        Size(entries["color.png"]).ShouldBe((192, 192));
        var outline = entries["outline.png"];
        Size(outline).ShouldBe((32, 32));
        outline[25].ShouldBe((byte)6, "red, green, blue and alpha");
        var pixels = Pixels(outline, 32);
        pixels.ShouldAllBe(static pixel => pixel.Alpha == 0 || (pixel.Red == 255 && pixel.Green == 255 && pixel.Blue == 255));
        pixels.Count(static pixel => pixel.Alpha == 0).ShouldBeGreaterThan(300);
        pixels.Count(static pixel => pixel.Alpha == 255).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Only_slash_commands_differ_between_the_two_forms()
    {
        var (newest, plain) = ((await PackAsync(isPlain: false)).Manifest, (await PackAsync(isPlain: true)).Manifest);
        newest["bots"]![0]!["supportsTargetedMessages"]!.GetValue<bool>().ShouldBeTrue();
        newest["bots"]![0]!["commandLists"]![0]!["triggers"]!.ToJsonString().ShouldBe("""["slash","mention"]""");
        foreach (var manifest in new[] { newest, plain })
        {
            manifest.Remove("$schema");
            manifest.Remove("manifestVersion");
            ((JsonObject)manifest["bots"]![0]!).Remove("supportsTargetedMessages");
            foreach (var list in (JsonArray)manifest["bots"]![0]!["commandLists"]!) ((JsonObject)list!).Remove("triggers");
        }

        JsonNode.DeepEquals(newest, plain).ShouldBeTrue();
    }

    [Fact]
    public async Task What_it_names_is_listened_to()
    {
        var manifest = (await PackAsync(isPlain: false)).Manifest;
        var commands = ((JsonArray)manifest["bots"]![0]!["commandLists"]![0]!["commands"]!).Select(static command => command!["title"]!.GetValue<string>()).ToList();
        commands.ShouldBeUnique();
        foreach (var command in commands)
        {
            Verb.LeastRole.Keys.ShouldContain(command);
            CommandText.Read($"/{command} x").ShouldBeOfType<TypedVerb>().Verb.ShouldBe(command);
        }

        var extension = manifest["composeExtensions"]![0]!;
        ((JsonArray)extension["commands"]!).Select(static command => $"{command!["type"]} {command["id"]}").ShouldBe([$"action {TeamsFormIds.AddToInvestigation}", $"query {TeamsFormIds.SearchFindings}"]);
        extension["commands"]![1]!["parameters"]![0]!["name"]!.GetValue<string>().ShouldBe(TeamsFormIds.Words);
        extension["messageHandlers"]![0]!["value"]!["domains"]!.ToJsonString().ShouldBe("""["console.aws.amazon.com","*.console.aws.amazon.com"]""");
    }

    [Fact]
    public async Task It_asks_for_one_permission_and_says_what_for()
    {
        var manifest = (await PackAsync(isPlain: false)).Manifest;
        var permission = ((JsonArray)manifest["authorization"]!["permissions"]!["resourceSpecific"]!).ShouldHaveSingleItem()!["name"]!.GetValue<string>();
        permission.ShouldBe("ChannelMessage.Read.Group");
        manifest["description"]!["full"]!.GetValue<string>().ShouldContain(permission);
    }

    [Fact]
    public async Task Its_links_lead_where_people_reach_the_room()
    {
        var manifest = (await PackAsync(isPlain: false, "--Web:PublicUrl=https://chat.corp.test/")).Manifest;
        manifest["developer"]!["websiteUrl"]!.GetValue<string>().ShouldBe("https://chat.corp.test");
        manifest["validDomains"]!.ToJsonString().ShouldBe("""["chat.corp.test"]""");
        (await PackAsync(isPlain: false, "--Web:PublicUrl=http://127.0.0.1:5080")).Manifest["developer"]!["websiteUrl"]!.GetValue<string>().ShouldBe($"https://{TeamsApp.NoHost}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("--Teams:AppId=contoso")]
    public async Task Without_the_app_s_id_there_is_no_package(string option)
    {
        var (code, output, errors) = await RunAsync(option.Length > 0 ? [option] : []);
        (code, output).ShouldBe((1, ""));
        errors.ShouldContain("Teams:AppId");
        Directory.EnumerateFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told()
    {
        var (code, _, errors) = await RunAsync([$"--Teams:AppId={App}", "--out", Path.Combine(folder.Path, "missing", "app.zip")]);
        code.ShouldBe(1);
        errors.ShouldContain("cannot be written");
    }

    [Fact]
    public async Task Programs_and_people_are_told_what_was_written()
    {
        var file = Path.Combine(folder.Path, "app.zip");
        var json = JsonNode.Parse((await RunAsync([$"--Teams:AppId={App}", $"--out={file}", "--json", "--without-slash"])).Output)!;
        json.ToJsonString().ShouldBe(new JsonObject { ["file"] = file, ["appId"] = App, ["manifestVersion"] = "1.19", ["version"] = "1.0.0", ["hasSlash"] = false }.ToJsonString());
        (await RunAsync([$"--Teams:AppId={App}", $"--out={file}"])).Output.ShouldContain($"{file}{Environment.NewLine}");
    }

    private async Task<(Dictionary<string, byte[]> Entries, JsonObject Manifest)> PackAsync(bool isPlain, params string[] options)
    {
        var file = Path.Combine(folder.Path, "app.zip");
        var (code, _, errors) = await RunAsync([$"--Teams:AppId={App}", "--out", file, .. options, .. isPlain ? ["--without-slash"] : Array.Empty<string>()]);
        (code, errors).ShouldBe((0, ""));
        using var zip = await ZipFile.OpenReadAsync(file);
        var entries = zip.Entries.ToDictionary(static entry => entry.FullName, static entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        });
        return (entries, (JsonObject)JsonNode.Parse(entries["manifest.json"])!);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string[] args)
    {
        var asked = CommandLine.Parse(["teams-app", .. args]).ShouldBeOfType<PackApp>();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await AppPackageCommand.RunAsync(OperatorSettings.Read(asked.Args, folder.Path), asked, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static (int Width, int Height) Size(byte[] png) => (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    /// <summary>Pixels of 8-bit red, green, blue and alpha (w3.org/TR/png-3, filters).</summary>
    private static List<(byte Red, byte Green, byte Blue, byte Alpha)> Pixels(byte[] png, int side)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, length);
            at += 12 + length;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new List<(byte, byte, byte, byte)>();
        var (above, row) = (new byte[4 * side], new byte[(4 * side) + 1]);
        for (var y = 0; y < side; y++)
        {
            zlib.ReadExactly(row);
            var line = new byte[4 * side];
            for (var x = 0; x < line.Length; x++)
            {
                var (left, up, corner) = (x < 4 ? 0 : line[x - 4], (int)above[x], x < 4 ? 0 : above[x - 4]);
                var guess = left + up - corner;
                var nearest = Math.Abs(guess - left) <= Math.Abs(guess - up) && Math.Abs(guess - left) <= Math.Abs(guess - corner) ? left : Math.Abs(guess - up) <= Math.Abs(guess - corner) ? up : corner;
                line[x] = (byte)(row[x + 1] + row[0] switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => nearest });
            }

            for (var x = 0; x < line.Length; x += 4) pixels.Add((line[x], line[x + 1], line[x + 2], line[x + 3]));
            above = line;
        }

        return pixels;
    }
}
