using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Bot.Investigate;

/// <summary>What a role may do, beside what it did in the window. Either half is told without the other.</summary>
internal sealed class PermissionsAnswer(AccountLookup accounts) : IEvidenceAnswer
{
    public string Verb => Access.Verb.Permissions;

    public CardText Progress(EntityRef entity) => CardText.Of("Reading what ", new Code(EntityLabel.Name(entity)), " may do, and what it did");

    public async Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        var looked = accounts.RoleAsync(asked.Question.Entity, asked.IsSampleDay, asked.Question.AsOf, cancellationToken);
        var calls = asked.CallsAsync(asked.Passes(ActivityTopic.Permissions).Single(), cancellationToken);
        var (role, called) = (await looked, await calls);
        var grants = role.Value is { } read ? RoleGrants.Of(read) : RoleGrants.None;
        var use = called.Coverage.IsAnswer ? UnusedPermissions.Of(grants, called.Value) : null;
        IReadOnlyList<AskedSource> sources = [Iam(role.Coverage), new AskedSource(EvidenceKind.ApiCalls, called.Coverage)];
        return role.Value is { } profile ? PermissionsCard.Of(asked.Frame, profile, grants, use, sources) : PermissionsCard.Unknown(asked.Frame, use, sources);
    }

    private static AskedSource Iam(Coverage coverage) => new(EvidenceKind.ApiCalls, coverage) { Name = "IAM" };
}
