using Amazon.Runtime;

namespace Amazon.EC2;

public class AttachmentStatus : ConstantClass
{
    public static readonly AttachmentStatus Attaching = new("attaching");

    public static readonly AttachmentStatus Attached = new("attached");

    public static readonly AttachmentStatus Detaching = new("detaching");

    public static readonly AttachmentStatus Detached = new("detached");

    public AttachmentStatus(string value) : base(value)
    {
    }

    public static implicit operator AttachmentStatus(string value) => FindValue(value);

    public static AttachmentStatus FindValue(string value) => FindValue<AttachmentStatus>(value);
}

public class InstanceStateName : ConstantClass
{
    public static readonly InstanceStateName Pending = new("pending");

    public static readonly InstanceStateName Running = new("running");

    public static readonly InstanceStateName ShuttingDown = new("shutting-down");

    public static readonly InstanceStateName Terminated = new("terminated");

    public static readonly InstanceStateName Stopping = new("stopping");

    public static readonly InstanceStateName Stopped = new("stopped");

    public InstanceStateName(string value) : base(value)
    {
    }

    public static implicit operator InstanceStateName(string value) => FindValue(value);

    public static InstanceStateName FindValue(string value) => FindValue<InstanceStateName>(value);
}

public class InstanceType : ConstantClass
{
    public InstanceType(string value) : base(value)
    {
    }

    public static implicit operator InstanceType(string value) => FindValue(value);

    public static InstanceType FindValue(string value) => FindValue<InstanceType>(value);
}

public class NetworkInterfaceStatus : ConstantClass
{
    public static readonly NetworkInterfaceStatus Associated = new("associated");

    public static readonly NetworkInterfaceStatus Attaching = new("attaching");

    public static readonly NetworkInterfaceStatus Available = new("available");

    public static readonly NetworkInterfaceStatus Detaching = new("detaching");

    public static readonly NetworkInterfaceStatus InUse = new("in-use");

    public NetworkInterfaceStatus(string value) : base(value)
    {
    }

    public static implicit operator NetworkInterfaceStatus(string value) => FindValue(value);

    public static NetworkInterfaceStatus FindValue(string value) => FindValue<NetworkInterfaceStatus>(value);
}
