namespace ChatOps.Bot.Investigate;

/// <summary>Where evidence is read from: <c>Evidence:Source</c> and <c>Evidence:Folder</c>.</summary>
internal sealed class EvidenceOptions
{
    private readonly List<string> errors = [];

    private EvidenceOptions(IConfiguration configuration)
    {
        Folder = configuration["Evidence:Folder"] is { Length: > 0 } folder ? folder : null;
        Source = Read(configuration["Evidence:Source"]);
    }

    public EvidenceOrigin Source { get; }

    /// <summary>Folder of log objects; null when there is none.</summary>
    public string? Folder { get; }

    /// <summary>What is wrong, each with its repair.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static EvidenceOptions Of(IConfiguration configuration) => new(configuration);

    private EvidenceOrigin Read(string? source)
    {
        switch (source)
        {
            case null or "":
                return Folder is null ? EvidenceOrigin.Sample : ReadFolder();
            case "sample":
                return EvidenceOrigin.Sample;
            case "none":
                return EvidenceOrigin.None;
            case "folder":
                return ReadFolder();
            case "s3":
                errors.Add("Evidence:Source is s3, which this version cannot read; copy the objects and use folder, or use none.");
                return EvidenceOrigin.None;
            default:
                errors.Add($"Evidence:Source is '{source}'; use sample, folder or none.");
                return EvidenceOrigin.None;
        }
    }

    private EvidenceOrigin ReadFolder()
    {
        if (Folder is null) errors.Add("Evidence:Source is folder, but Evidence:Folder is not set; name the folder.");
        else if (!Directory.Exists(Folder)) errors.Add($"Evidence:Folder '{Folder}' is no folder; make it, or name another one.");
        return EvidenceOrigin.Folder;
    }
}

internal enum EvidenceOrigin
{
    None,

    /// <summary>The bundled day's logs, asked about the bundled day only.</summary>
    Sample,
    Folder,
}
