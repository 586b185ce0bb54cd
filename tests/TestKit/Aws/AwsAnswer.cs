using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

/// <summary>What goes back.</summary>
internal sealed record AwsAnswer(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static AwsAnswer Nothing { get; } = new(200, "", []);

    public static AwsAnswer Json(JsonObject body, int status = 200, string type = "application/json") => new(status, type, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static AwsAnswer Xml(XElement body, int status = 200) => new(status, "text/xml", Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + body.ToString(SaveOptions.DisableFormatting)));

    public AwsAnswer With(string name, string value) => this with { Headers = [.. Headers, KeyValuePair.Create(name, value)] };
}
