using System.Collections.Frozen;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using FsCheck;
using FsCheck.Fluent;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.DeepLinks;

public sealed class DetectiveLinksTests
{
    private const string Tail = "?scopeStart=1722470400&scopeEnd=1722474000";

    private static readonly DetectiveLinks Links = Made(new DetectiveLinkOptions());

    [Fact]
    public void The_documented_example_comes_out_letter_for_letter()
    {
        var links = new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(new DateTimeOffset(2019, 3, 20, 0, 0, 0, TimeSpan.Zero)));
        var scope = new TimeWindow(new DateTimeOffset(2019, 3, 18, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2019, 3, 18, 12, 0, 0, TimeSpan.Zero));
        Text(links.Entity(new EntityRef(EntityKind.IpAddress, "192.168.1.1"), "us-east-1", scope))
            .ShouldBe("https://console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/192.168.1.1?scopeStart=1552867200&scopeEnd=1552910400");
    }

    public static TheoryData<EntityRef, string> Routes => new()
    {
        { new EntityRef(EntityKind.Account, Account), "AwsAccount/111122223333" },
        { new EntityRef(EntityKind.Ec2Instance, InstanceId), "Ec2Instance/i-0c79413d9f0d9941e" },
        { new EntityRef(EntityKind.IpAddress, "2001:db8::1"), "IpAddress/2001:db8::1" },
        { new EntityRef(EntityKind.RoleSession, "AROA1EX:ana+1=x@corp.example"), "AwsRoleSession/AROA1EX:ana%2B1%3Dx@corp.example" },
        { new EntityRef(EntityKind.FederatedUser, "accounts.google.com:app id:bob"), "FederatedUser/accounts.google.com:app%20id:bob" },
        { new EntityRef(EntityKind.Bucket, "my.logs-1"), "S3Bucket/my.logs-1" },
        { new EntityRef(EntityKind.UserAgent, "Boto3/1.34 md/Botocore#1.34?a=1&b=100%"), "UserAgent/Boto3/1.34%20md/Botocore%231.34%3Fa%3D1%26b%3D100%25" },
        { new EntityRef(EntityKind.UserAgent, "a\r\n(b) \u202e\u00e9"), "UserAgent/a%0D%0A%28b%29%20%E2%80%AE%C3%A9" },
        { new EntityRef(EntityKind.Cluster, "prod", Account), "ContainerCluster/prod~111122223333~EKS" },
        { new EntityRef(EntityKind.KubernetesSubject, "prod/system:serviceaccount:ns:name", Account), "KubernetesSubject/system:serviceaccount:ns:name~prod~111122223333" },
        { new EntityRef(EntityKind.ContainerImage, "public.ecr.aws/a/b:1@sha256:ab"), "ContainerImage/public.ecr.aws/a/b:1@sha256:ab" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public void An_entity_known_by_its_id_alone_has_a_link(EntityRef entity, string route) =>
        Text(Links.Entity(entity, Region, Scope)).ShouldBe($"https://console.aws.amazon.com/detective/home?region=us-east-1#entities/{route}{Tail}");

    [Theory]
    [InlineData(EntityKind.Role, "deploy", "AROA1EX", "AwsRole/AROA1EX")]
    [InlineData(EntityKind.User, "ana", "AIDA1EX", "AwsUser/AIDA1EX")]
    [InlineData(EntityKind.Pod, "prod/shop/web-1", "0aa8-uid~prod~111122223333~EKS", "ContainerPod/0aa8-uid~prod~111122223333~EKS")]
    public void An_entity_a_finding_identifies_is_linked_by_that_identifier(EntityKind kind, string id, string detectiveId, string route) =>
        Text(Links.Entity(Mention(new EntityRef(kind, id, Account), detectiveId), Scope)).ShouldEndWith($"#entities/{route}{Tail}");

    [Theory]
    [InlineData(EntityKind.Role, "deploy", "this role is known by name or ARN only; Detective needs its role id (AROA…)")]
    [InlineData(EntityKind.User, "ana", "this user is known by name or ARN only; Detective needs its user id (AIDA…)")]
    [InlineData(EntityKind.User, EntityRef.RootUser, "Detective documents no profile for the root user; open the account instead")]
    [InlineData(EntityKind.RoleSession, "deploy/session", "this session is known without its role id; Detective needs AROA…:session")]
    [InlineData(EntityKind.FederatedUser, "bob", "this federated user is known without its identity provider; Detective needs provider:user")]
    [InlineData(EntityKind.Pod, "prod/shop/web-1", "this pod is known without its uid; Detective needs the uid")]
    [InlineData(EntityKind.KubernetesSubject, "admin", "the cluster of this subject is not known; Detective needs it")]
    [InlineData(EntityKind.ContainerImage, "nginx:latest", "this image is known without its digest; Detective needs repository:tag@digest")]
    [InlineData(EntityKind.AccessKey, "AKIA1", "Detective has no profile for access keys; open the role session or user instead")]
    public void Where_the_identifier_is_missing_the_reason_stands_instead(EntityKind kind, string id, string reason) =>
        Links.Entity(Mention(new EntityRef(kind, id, Account), null), Scope).ShouldBe(ConsoleLink.Withheld(reason));

    [Fact]
    public void A_cluster_of_unknown_account_has_no_link() =>
        Links.Entity(new EntityRef(EntityKind.Cluster, "prod"), Region, Scope).WhyNot.ShouldBe("the account of the cluster is not known; Detective needs it");

    [Theory]
    [InlineData("cn-north-1", "Detective is not offered in the China regions")]
    [InlineData("ca-west-1", "Detective is not offered in ca-west-1")]
    [InlineData("us-iso-east-1", "no console address is known for us-iso-east-1")]
    [InlineData("eusc-de-east-1", "no console address is known for eusc-de-east-1")]
    [InlineData("", "the finding's region is not an AWS region name")]
    [InlineData("us-east-1#@evil.example/", "the finding's region is not an AWS region name")]
    [InlineData("us-east-1\n", "the finding's region is not an AWS region name")]
    [InlineData("us-east-१", "the finding's region is not an AWS region name")]
    public void Where_detective_is_not_there_is_no_link(string region, string reason)
    {
        Links.Entity(new EntityRef(EntityKind.IpAddress, PublicAddress), region, Scope).ShouldBe(ConsoleLink.Withheld(reason));
        Links.Finding(Bare with { Id = Bare.Id with { Region = region } }, Scope).ShouldBe(ConsoleLink.Withheld(reason));
    }

    [Fact]
    public void The_regions_without_detective_can_be_set()
    {
        var links = Made(new DetectiveLinkOptions { RegionsWithoutDetective = new[] { "us-east-1" }.ToFrozenSet() });
        links.Entity(new EntityRef(EntityKind.IpAddress, PublicAddress), "ca-west-1", Scope).Url.ShouldNotBeNull();
        links.Entity(new EntityRef(EntityKind.IpAddress, PublicAddress), "us-east-1", Scope).Url.ShouldBeNull();
    }

    [Fact]
    public void GovCloud_has_its_own_console() => Text(Links.Entity(new EntityRef(EntityKind.IpAddress, PublicAddress), "us-gov-west-1", Scope))
        .ShouldStartWith("https://console.amazonaws-us-gov.com/detective/home?region=us-gov-west-1#entities/IpAddress/");

    [Theory]
    [InlineData("00:00", "01:00", "00:00", "01:00")]
    [InlineData("00:20", "00:54", "00:00", "01:00")]
    [InlineData("19:13", "20:15", "19:00", "21:00")]
    [InlineData("00:59:59", "01:00:01", "00:00", "02:00")]
    public void The_scope_is_widened_to_whole_hours(string start, string end, string from, string to) => ScopeOf(Links, new TimeWindow(At(start), At(end))).ShouldBe((At(from), At(to)));

    [Fact]
    public void The_scope_begins_at_most_365_days_before_the_present()
    {
        var links = new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(At("10:30").AddDays(365)));
        ScopeOf(links, new TimeWindow(At("00:00").AddDays(-3), At("20:00"))).ShouldBe((At("11:00"), At("20:00")));
        ScopeOf(links, new TimeWindow(At("00:00"), At("01:00"))).ShouldBe((At("11:00"), At("12:00")));
    }

    [Fact]
    public void The_scope_can_be_in_milliseconds() => Text(Made(new DetectiveLinkOptions { ScopeUnit = ScopeUnit.Milliseconds }).Entity(new EntityRef(EntityKind.Bucket, "b"), Region, Scope))
        .ShouldEndWith("?scopeStart=1722470400000&scopeEnd=1722474000000");

    [Fact]
    public void A_finding_opens_in_its_overview() => Text(Links.Finding(Bare, Scope))
        .ShouldBe($"https://console.aws.amazon.com/detective/home?region=us-east-1#findings/1ec8a7b2c3d4e5f60718293a4b5c6d7e{Tail}");

    [Fact]
    public void An_archived_finding_has_no_link() => Links.Finding(Bare with { Archived = true }, Scope).WhyNot
        .ShouldBe("the finding is archived, and Detective shows no archived findings; its entities still open");

    [Fact]
    public void A_link_too_long_for_the_chat_is_left_out_with_its_length()
    {
        Links.Entity(new EntityRef(EntityKind.UserAgent, new string(' ', 1024)), Region, Scope).WhyNot.ShouldBe("the link would be 3,196 characters long; at most 3,000 can be shown here");
        Made(new DetectiveLinkOptions { MaximumLength = 4000 }).Entity(new EntityRef(EntityKind.UserAgent, new string(' ', 1024)), Region, Scope).Url.ShouldNotBeNull();
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_identifier() =>
        Links.Entity(new EntityRef(EntityKind.UserAgent, "a\ud83d"), Region, Scope).ShouldBe(ConsoleLink.Withheld("the identifier is not valid text"));

    [Fact]
    public void Any_identifier_makes_a_whole_url_and_reads_back_from_it()
    {
        var texts = ArbMap.Default.GeneratorFor<string>().Where(static text => !string.IsNullOrEmpty(text));
        var hostile = Gen.Elements("#", "?", "&", "%", "%2F", "/../", "\\", " ", "\0", "\u202e", "<!channel>", "é", "😀", "'\">", "]()");
        var ids = from start in texts from middle in hostile from end in texts select start + middle + end;
        var links = Made(new DetectiveLinkOptions { MaximumLength = 60_000 });
        Prop.ForAll(ids.ToArbitrary(), id => ReadsBack(links, id)).QuickCheckThrowOnFailure();
    }

    private static bool ReadsBack(DetectiveLinks links, string id)
    {
        var link = links.Entity(new EntityRef(EntityKind.UserAgent, id), Region, Scope);
        if (link.Url is null) return id.EnumerateRunes().Any(static rune => rune.Value == 0xFFFD);
        var route = link.Url.Fragment["#entities/UserAgent/".Length..];
        return link.Url.IsAbsoluteUri
            && link.Url.Host == "console.aws.amazon.com"
            && link.Url.AbsoluteUri.All(static letter => letter is > ' ' and < '\u007f')
            && Uri.UnescapeDataString(route[..route.IndexOf('?', StringComparison.Ordinal)]) == id;
    }

    private static DetectiveLinks Made(DetectiveLinkOptions options) => new(options, new StillClock(At("19:10")));

    private static EntityMention Mention(EntityRef entity, string? detectiveId) =>
        new(entity, EntityRelation.Resource, detectiveId, Account, Region, At("00:20"), At("00:54"));

    private static string Text(ConsoleLink link) => link.Url.ShouldNotBeNull(link.WhyNot).AbsoluteUri;

    private static (DateTimeOffset Start, DateTimeOffset End) ScopeOf(DetectiveLinks links, TimeWindow scope)
    {
        var parts = Text(links.Entity(new EntityRef(EntityKind.Bucket, "b"), Region, scope)).Split("scopeStart=")[1].Split("&scopeEnd=");
        return (Instant(parts[0]), Instant(parts[1]));
    }

    private static DateTimeOffset Instant(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
}
