using System.Text.Json.Serialization;

namespace Amazon.GuardDuty.Model;

public partial class Container
{
    public string ContainerRuntime { get; set; }

    public string Id { get; set; }

    public string Name { get; set; }

    public string Image { get; set; }

    public string ImagePrefix { get; set; }

    public List<VolumeMount> VolumeMounts { get; set; }

    public SecurityContext SecurityContext { get; set; }
}

public partial class VolumeMount
{
    public string Name { get; set; }

    public string MountPath { get; set; }
}

public partial class SecurityContext
{
    public bool? Privileged { get; set; }

    public bool? AllowPrivilegeEscalation { get; set; }
}

public partial class Volume
{
    public string Name { get; set; }

    public HostPath HostPath { get; set; }
}

public partial class HostPath
{
    public string Path { get; set; }
}

public partial class EcsClusterDetails
{
    public string Name { get; set; }

    public string Arn { get; set; }

    public string Status { get; set; }

    public int? ActiveServicesCount { get; set; }

    public int? RegisteredContainerInstancesCount { get; set; }

    public int? RunningTasksCount { get; set; }

    public List<Tag> Tags { get; set; }

    public EcsTaskDetails TaskDetails { get; set; }
}

public partial class EcsTaskDetails
{
    public string Arn { get; set; }

    public string DefinitionArn { get; set; }

    public string Version { get; set; }

    [JsonPropertyName("createdAt")]
    public DateTime? TaskCreatedAt { get; set; }

    public DateTime? StartedAt { get; set; }

    public string StartedBy { get; set; }

    public List<Tag> Tags { get; set; }

    public List<Volume> Volumes { get; set; }

    public List<Container> Containers { get; set; }

    public string Group { get; set; }

    public string LaunchType { get; set; }
}
