namespace ChatOps.TestKit;

/// <summary>An empty folder that is removed with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chatops-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file may still be held for a moment; the system's own cleaning of its temporary folder takes what is left.
        }
    }
}
