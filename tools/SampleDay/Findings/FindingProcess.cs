using System.Text.Json.Nodes;

namespace ChatOps.SampleDay.Findings;

/// <summary>The process that the runtime finding caught, and the shell that started it.</summary>
internal static class FindingProcess
{
    private const string MinerId = "7d1f0c52-4a86-4be1-9f35-0c2d8e61b7a4";
    private const string ShellId = "c09a4e17-52d3-47f8-8b60-3e7719f5d2c8";

    public static JsonObject Details() => new()
    {
        ["process"] = new JsonObject
        {
            ["name"] = "minerd",
            ["executablePath"] = "/tmp/.cache/minerd",
            ["executableSha256"] = new Dice("minerd").Hex(64),
            ["pid"] = 28417,
            ["namespacePid"] = 28417,
            ["pwd"] = "/tmp/.cache",
            ["startTime"] = Lab.At("00:24:31").ToUnixTimeSeconds(),
            ["uuid"] = MinerId,
            ["parentUuid"] = ShellId,
            ["user"] = "ec2-user",
            ["userId"] = 1000,
            ["euid"] = 1000,
            ["lineage"] = new JsonArray(
                Ancestor("bash", "/usr/bin/bash", 28390, 1000, ShellId),
                Ancestor("ssm-session-worker", "/usr/bin/ssm-session-worker", 28361, 0, null)),
        },
        ["context"] = new JsonObject
        {
            ["addressFamily"] = "AF_INET",
            ["ianaProtocolNumber"] = 17,
            ["commandLineExample"] = "/tmp/.cache/minerd -o stratum+tcp://pool.coins.example:3333 -u lab",
        },
    };

    private static JsonObject Ancestor(string name, string path, int pid, int user, string? uuid) => new()
    {
        ["name"] = name,
        ["executablePath"] = path,
        ["pid"] = pid,
        ["namespacePid"] = pid,
        ["userId"] = user,
        ["euid"] = user,
        ["startTime"] = Lab.At("00:21:12").ToUnixTimeSeconds(),
        ["uuid"] = uuid,
    };
}
