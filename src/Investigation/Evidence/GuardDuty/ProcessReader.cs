using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>service.runtimeDetails: the process a runtime finding tells of.</summary>
internal static class ProcessReader
{
    public static RuntimeProcess? Read(GuardDutyNode runtime)
    {
        var process = runtime["process"];
        return process.IsObject
            ? new RuntimeProcess(
                process["name"].Text(),
                process["executablePath"].Text(),
                process["pid"].Whole(),
                process["user"].Text(),
                process["executableSha256"].Text(),
                runtime["context"]["commandLineExample"].Text(),
                GuardDutyTime.Read(process["startTime"]))
            : null;
    }

    /// <summary>The process of a sequence's actor.</summary>
    public static RuntimeProcess? OfActor(GuardDutyNode process) =>
        process.IsObject ? new RuntimeProcess(process["name"].Text(), process["path"].Text(), null, null, process["sha256"].Text(), null, null) : null;
}
