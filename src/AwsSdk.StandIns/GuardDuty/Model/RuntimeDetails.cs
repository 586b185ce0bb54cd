namespace Amazon.GuardDuty.Model;

public partial class RuntimeDetails
{
    public ProcessDetails Process { get; set; }

    public RuntimeContext Context { get; set; }
}

public partial class ProcessDetails
{
    public string Name { get; set; }

    public string ExecutablePath { get; set; }

    public string ExecutableSha256 { get; set; }

    public int? NamespacePid { get; set; }

    public string Pwd { get; set; }

    public int? Pid { get; set; }

    public DateTime? StartTime { get; set; }

    public string Uuid { get; set; }

    public string ParentUuid { get; set; }

    public string User { get; set; }

    public int? UserId { get; set; }

    public int? Euid { get; set; }

    public List<LineageObject> Lineage { get; set; }
}

public partial class LineageObject
{
    public DateTime? StartTime { get; set; }

    public int? NamespacePid { get; set; }

    public int? UserId { get; set; }

    public string Name { get; set; }

    public int? Pid { get; set; }

    public string Uuid { get; set; }

    public string ExecutablePath { get; set; }

    public int? Euid { get; set; }

    public string ParentUuid { get; set; }
}

public partial class RuntimeContext
{
    public ProcessDetails ModifyingProcess { get; set; }

    public DateTime? ModifiedAt { get; set; }

    public string ScriptPath { get; set; }

    public string LibraryPath { get; set; }

    public string LdPreloadValue { get; set; }

    public string SocketPath { get; set; }

    public string RuncBinaryPath { get; set; }

    public string ReleaseAgentPath { get; set; }

    public string MountSource { get; set; }

    public string MountTarget { get; set; }

    public string FileSystemType { get; set; }

    public List<string> Flags { get; set; }

    public string ModuleName { get; set; }

    public string ModuleFilePath { get; set; }

    public string ModuleSha256 { get; set; }

    public string ShellHistoryFilePath { get; set; }

    public ProcessDetails TargetProcess { get; set; }

    public string AddressFamily { get; set; }

    public int? IanaProtocolNumber { get; set; }

    public List<string> MemoryRegions { get; set; }

    public string ToolName { get; set; }

    public string ToolCategory { get; set; }

    public string ServiceName { get; set; }

    public string CommandLineExample { get; set; }

    public string ThreatFilePath { get; set; }
}
