using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Persistence;

/// <summary>Section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>sqlite (the default) or postgres.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>Needed for postgres; for sqlite it replaces the file in the data folder.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>Section <c>Data</c>.</summary>
internal sealed class DataOptions
{
    /// <summary>Folder for the database, made when missing; relative to the current folder. Default ./data.</summary>
    public string Path { get; set; } = "./data";

    /// <summary>A cache of this host, whatever the store is; it may be deleted when no host runs.</summary>
    public string EvidenceIndexFile => System.IO.Path.Combine(System.IO.Path.GetFullPath(Path), "evidence.db");

    /// <summary>Files that go with notes, each under the SHA-256 of its content.</summary>
    public string FilesFolder => System.IO.Path.Combine(System.IO.Path.GetFullPath(Path), "files");

    public string DatabaseFile => System.IO.Path.Combine(System.IO.Path.GetFullPath(Path), "chatops.db");
}

internal sealed class StoreOptionsCheck : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options) => options switch
    {
        { Provider: not (StoreOptions.Sqlite or StoreOptions.Postgres) } =>
            ValidateOptionsResult.Fail($"Store:Provider is '{options.Provider}'; use sqlite or postgres."),
        { Provider: StoreOptions.Postgres, ConnectionString: null or "" } =>
            ValidateOptionsResult.Fail("Store:Provider is postgres, but Store:ConnectionString is empty; set it, such as Host=db;Database=chatops;Username=chatops;Password=…"),
        { ConnectionString: { Length: > 0 } text } when !IsReadable(options.Provider, text) =>
            ValidateOptionsResult.Fail($"Store:ConnectionString cannot be read as a connection string for {options.Provider}."),
        _ => ValidateOptionsResult.Success,
    };

    private static bool IsReadable(string provider, string text)
    {
        try
        {
            System.Data.Common.DbConnectionStringBuilder parsed = provider == StoreOptions.Postgres
                ? new Npgsql.NpgsqlConnectionStringBuilder(text)
                : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(text);
            return parsed.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

internal sealed class DataOptionsCheck : IValidateOptions<DataOptions>
{
    public ValidateOptionsResult Validate(string? name, DataOptions options) => string.IsNullOrWhiteSpace(options.Path)
        ? ValidateOptionsResult.Fail("Data:Path is empty; name a folder, such as ./data.")
        : ValidateOptionsResult.Success;
}
