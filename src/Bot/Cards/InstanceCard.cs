using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;

namespace ChatOps.Bot.Cards;

/// <summary>What a finding tells of an EC2 instance; "-" where it tells nothing.</summary>
internal static class InstanceCard
{
    /// <param name="now">What EC2 tells of it; null when EC2 was not asked.</param>
    public static Card Of(InstanceResource told, Finding finding, AccountNames accounts, bool isSample, EvidenceAnswer<InstanceResource>? now = null)
    {
        var instance = now?.Value is { } known ? told.CompletedBy(known) : told;
        var key = finding.Resources.OfType<AccessKeyResource>().FirstOrDefault(static key => key.UserType is "AssumedRole" or "Role");
        var cluster = finding.Resources.OfType<EksClusterResource>().FirstOrDefault();
        return new Card(CardKind.Instance, CardText.Of("EC2 instance ", new Code(instance.InstanceId)))
        {
            Sections = [new CardFacts(Facts(instance, finding, accounts, key, cluster)), .. Profile(instance, key), .. Tags(instance), .. NotTold(now)],
            Buttons = [.. Buttons(finding, key)],
            Footnote = new CardText(["Source: instance details of finding ", new Code(finding.Id.Id), ", updated ", new Moment(finding.UpdatedAt), .. Completed(now), ". Finding groups and creator are known to Detective only; no API tells them."]),
            IsSample = isSample,
        };
    }

    private static List<CardFact> Facts(InstanceResource instance, Finding finding, AccountNames accounts, AccessKeyResource? key, EksClusterResource? cluster)
    {
        var cards = instance.Interfaces;
        return
        [
            new("Instance", CardText.Of(new Code(instance.InstanceId))),
            new("AWS account", new CardText([.. accounts.Runs(finding.Id)])),
            new("ARN", CardText.Of(new Code($"arn:{finding.Partition}:ec2:{finding.Id.Region}:{finding.Id.Account}:instance/{instance.InstanceId}"))),
            new("Created", instance.LaunchedAt is { } at ? CardText.Of(new Moment(at)) : "-"),
            new("Created by", "-"),
            new("Type", One(instance.InstanceType)),
            new("Image", One(instance.ImageId)),
            new("State", One(instance.State)),
            new("Availability zone", One(instance.AvailabilityZone)),
            new("VPC", Several(cards.Select(static card => card.VpcId))),
            new("Subnet", Several(cards.Select(static card => card.SubnetId))),
            new("Public address", Several(cards.Select(static card => card.PublicAddress))),
            new("Private address", Several(cards.SelectMany(static card => card.PrivateAddresses.Concat(card.Ipv6Addresses)))),
            new("Security groups", Several(cards.SelectMany(static card => card.SecurityGroups).Select(static group => $"{group.Key} {group.Value}".Trim()))),
            new("Role", One(key?.UserName)),
            new("Instance profile", One(instance.ProfileArn ?? instance.ProfileId)),
            new("Container cluster", One(cluster?.Name)),
            new("Node", "-"),
            new("Finding groups", "-"),
        ];
    }

    private static IEnumerable<CardRun> Completed(EvidenceAnswer<InstanceResource>? now) =>
        now is { Value: not null } ? ["; what it leaves open: EC2 DescribeInstances, asked ", new Moment(now.Coverage.AskedAt)] : [];

    private static IEnumerable<CardSection> NotTold(EvidenceAnswer<InstanceResource>? now)
    {
        if (now is { Value: null }) yield return new CardParagraph(CardText.Of(new Strong("Not known: "), $"EC2: {EvidenceWords.Fate(now.Coverage.State)}, ", new Literal(now.Coverage.Reason ?? "no reason given")));
    }

    /// <summary>A profile may hold a role of any name: guessing it would name the wrong one.</summary>
    private static IEnumerable<CardSection> Profile(InstanceResource instance, AccessKeyResource? key)
    {
        if (instance.ProfileArn is not null && string.IsNullOrEmpty(key?.UserName))
            yield return new CardParagraph("Which role the instance profile holds is not told here; a finding about the instance's credentials names it.");
    }

    private static IEnumerable<CardSection> Tags(InstanceResource instance)
    {
        if (instance.Tags.Count > 0)
            yield return new CardTable("Tags", [new("key"), new("value")], [.. instance.Tags.Select(static tag => new CardText[] { One(tag.Key), One(tag.Value) })]) { Shown = 10 };
    }

    private static IEnumerable<CardButton> Buttons(Finding finding, AccessKeyResource? key)
    {
        if (key?.UserName is { Length: > 0 } role) yield return new CardButton("Open its role", new CardAction(Verb.Pivot, new EntityRef(EntityKind.Role, role, finding.Id.Account).ToString()));
    }

    private static CardText One(string? text) => string.IsNullOrEmpty(text) ? "-" : CardText.Of(new Code(text));

    private static CardText Several(IEnumerable<string?> texts)
    {
        var known = texts.OfType<string>().Where(static text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return known.Count == 0 ? "-" : new CardText([.. CardPhrases.Names(known, 8)]);
    }
}
