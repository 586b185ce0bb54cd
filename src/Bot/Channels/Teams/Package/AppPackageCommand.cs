using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Channels.Teams.Package;

/// <summary>What the subcommand wrote.</summary>
/// <param name="File">Its full path.</param>
/// <param name="HasSlash">Whether commands are offered behind a slash, too.</param>
internal sealed record AppPackage(string File, string AppId, string ManifestVersion, string Version, bool HasSlash);

/// <summary>The subcommand <c>teams-app</c>: writes the package an operator uploads to Teams. It needs the app's id alone, so it can be made before anything else is configured.</summary>
internal static class AppPackageCommand
{
    private const string UsualName = "chatops-teams.zip";

    /// <returns>0 when it was written, 1 otherwise.</returns>
    public static async Task<int> RunAsync(IConfiguration configuration, PackApp asked, TextWriter output, TextWriter errors)
    {
        if (!Guid.TryParse(configuration["Teams:AppId"]?.Trim(), out var id))
        {
            await errors.WriteLineAsync("Teams:AppId is not the id of an app registration; copy the Microsoft App ID from the Azure Bot's Configuration page: --Teams:AppId=…");
            return 1;
        }

        var room = ListenOptions.Of(configuration).PublicUrl is { } text && Uri.TryCreate(text.ToString(), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url : null;
        var manifest = TeamsApp.Manifest(id.ToString(), room?.IdnHost, asked.IsPlain);
        var file = Path.GetFullPath(asked.File ?? UsualName);
        try
        {
            await File.WriteAllBytesAsync(file, TeamsApp.Zip(manifest));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{file} cannot be written: {failure.Message}");
            return 1;
        }

        var package = new AppPackage(file, id.ToString(), manifest["manifestVersion"]!.GetValue<string>(), manifest["version"]!.GetValue<string>(), !asked.IsPlain);
        await output.WriteLineAsync(asked.AsJson ? JsonSerializer.Serialize(package, AppPackageJson.Readable.AppPackage) : Words(package, room));
        return 0;
    }

    private static string Words(AppPackage package, Uri? room) =>
        $"""
        {package.File}
        The app package for Teams, of app {package.AppId}, manifest {package.ManifestVersion}, {(package.HasSlash ? "with slash commands. If Teams refuses it, make one --without-slash." : "without slash commands.")}
        Upload it in Teams: Apps, Manage your apps, Upload an app; then add it to the team whose channel gets the findings.{(room is null ? $"{Environment.NewLine}The links on the app's own page lead to {TeamsApp.NoHost}. To have them lead to the room, set Web:PublicUrl to its https address and make the package again." : "")}
        """;
}

[JsonSerializable(typeof(AppPackage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class AppPackageJson : JsonSerializerContext
{
    public static AppPackageJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
