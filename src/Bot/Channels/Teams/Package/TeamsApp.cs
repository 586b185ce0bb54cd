using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.Package;

/// <summary>The app package of Teams: a zip with the manifest and two icons at its root. One manifest is written by hand (deploy/teams/manifest.json);
/// the one for tenants without slash commands is made from it, so that the two cannot drift apart.</summary>
internal static class TeamsApp
{
    public const string Newest = "1.30";

    /// <summary>The last schema every tenant takes; it knows no slash commands.</summary>
    public const string Plain = "1.19";

    /// <summary>Stands in the manifest for the app's id.</summary>
    private const string NoId = "00000000-0000-0000-0000-000000000000";

    /// <summary>Stands in the manifest for the host people reach the program under.</summary>
    public const string NoHost = "chatops.example.com";

    private static readonly string[] Icons = ["color.png", "outline.png"];

    // Quotes, dashes and dots of sentences as they are: the file is read by people, too.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="id">Of the app registration, a GUID: the bot's id and the app's.</param>
    /// <param name="host">Under which people reach the program by https; null when they do not.</param>
    public static JsonObject Manifest(string id, string? host, bool isPlain)
    {
        var manifest = (JsonObject)JsonNode.Parse(Text("manifest.json").Replace(NoId, id, StringComparison.Ordinal).Replace(NoHost, host ?? NoHost, StringComparison.Ordinal))!;
        if (!isPlain) return manifest;
        manifest["$schema"] = manifest["$schema"]!.GetValue<string>().Replace($"v{Newest}", $"v{Plain}", StringComparison.Ordinal);
        manifest["manifestVersion"] = Plain;
        var bot = (JsonObject)manifest["bots"]![0]!;
        bot.Remove("supportsTargetedMessages");
        foreach (var list in (JsonArray)bot["commandLists"]!) ((JsonObject)list!).Remove("triggers");
        return manifest;
    }

    public static byte[] Zip(JsonObject manifest)
    {
        using var written = new MemoryStream();
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, Readable));
            foreach (var icon in Icons) Add(zip, icon, Bytes(icon));
        }

        return written.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same package from the same manifest
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static string Text(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name));

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(TeamsApp).Assembly.GetManifestResourceStream($"teams-app/{name}") ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
