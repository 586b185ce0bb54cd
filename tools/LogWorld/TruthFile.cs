using System.Text.Json;

namespace ChatOps.LogWorld;

/// <summary>Keeps the truth of a world beside it, so that a large world is made once.</summary>
public static class TruthFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Save<T>(string path, T truth) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(truth, Json));

    public static T Load<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) ?? throw new InvalidDataException($"{path} holds no truth.");
}
