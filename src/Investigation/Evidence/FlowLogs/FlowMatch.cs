using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Whether a flow record is an entity's: by one of its four addresses, its instance or its account.</summary>
internal sealed class FlowMatch
{
    private static readonly FlowField[] Addresses = [FlowField.Source, FlowField.Destination, FlowField.PacketSource, FlowField.PacketDestination];
    private readonly FlowField[] fields;
    private readonly byte[] id;
    private readonly AddressMatch? ipv6;

    private FlowMatch(FlowField[] fields, string id)
    {
        this.fields = fields;
        this.id = Encoding.UTF8.GetBytes(id);
        ipv6 = fields == Addresses && id.Contains(':', StringComparison.Ordinal) ? new AddressMatch(id) : null;
    }

    /// <summary>The rule for the entity; null when flow logs cannot know entities of its kind.</summary>
    public static FlowMatch? For(EntityRef entity) => entity.Kind switch
    {
        EntityKind.IpAddress => new(Addresses, entity.Id),
        EntityKind.Ec2Instance => new([FlowField.Instance], entity.Id),
        EntityKind.Account => new([FlowField.Account], entity.Id),
        _ => null,
    };

    /// <summary>Whether the record is the entity's.</summary>
    public bool Is(in FlowRecord record)
    {
        foreach (var field in fields)
        {
            var value = record.Field(field);
            if (value.SequenceEqual(id)) return true;
            if (ipv6 is not null && value.Contains((byte)':') && ipv6.Is(Encoding.ASCII.GetString(value))) return true;
        }

        return false;
    }
}
