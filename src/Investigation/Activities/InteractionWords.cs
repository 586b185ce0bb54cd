using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Interactions in sentences.</summary>
internal static class InteractionWords
{
    private const int Named = 4;

    public static string Sentence(InteractionKind kind, EntityRef entity, IReadOnlyList<Interaction> rows, long cut)
    {
        var who = EntityWords.This(entity);
        var what = kind switch
        {
            InteractionKind.Principals when entity.Kind == EntityKind.IpAddress => $"Users and roles that called from {who}",
            InteractionKind.Principals when entity.Kind == EntityKind.Bucket => $"Users and roles that called on {who}",
            InteractionKind.Principals when entity.Kind == EntityKind.Ec2Instance => $"Roles whose credentials {who} used",
            InteractionKind.Principals => $"Users and roles of {who}",
            InteractionKind.Instances => $"Instances with traffic to or from {who}",
            InteractionKind.Addresses => $"Addresses with traffic to or from {who}",
            InteractionKind.RolesAssumed => $"Roles assumed by {who}",
            _ when entity.Kind == EntityKind.KubernetesSubject => $"Who impersonated {who}",
            _ => $"Who assumed {who}",
        };
        return $"{what}: {NamedFew.Of([.. rows.Select(One)], Named, cut)}.";
    }

    private static string One(Interaction row)
    {
        var name = BoundedText.Of(row.Entity is { } entity && EntityArn.Read(row.Name) is not null ? EntityLabel.Name(entity) : row.Name);
        var from = row.From is null ? "" : $" from {BoundedText.Of(row.From)}";
        if (row.Calls.All > 0)
        {
            var failed = row.Calls.Failed == 0 ? "" : $" ({SpikeWords.Number(row.Calls.Failed)} failed)";
            return $"{name}{from} {Amount.Of(row.Calls.All, "call")}{failed}";
        }

        return row.Sent == 0 && row.Received == 0 && row.RejectedRecords > 0
            ? $"{name} {Amount.Of(row.RejectedRecords, "rejected record")}"
            : $"{name} sent {ByteText.Of(row.Sent)}, received {ByteText.Of(row.Received)}";
    }
}
