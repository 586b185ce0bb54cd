using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

public sealed class SubjectTextTests
{
    private const string Id = "abec073660690adad7afde0672e26ebc";
    private const string Us = "https://us-east-1.console.aws.amazon.com";
    private static readonly DateTimeOffset AsOf = new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ip 198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData("198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData("`198.51.100.23`", "IpAddress:198.51.100.23")]
    [InlineData("IP 2001:DB8:0::1", "IpAddress:2001:db8::1")]
    [InlineData("::ffff:198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData("instance i-0c79413d9f0d9941e", "Ec2Instance:i-0c79413d9f0d9941e")]
    [InlineData("I-0C79413D9F0D9941E", "Ec2Instance:i-0c79413d9f0d9941e")]
    [InlineData("i-99999999", "Ec2Instance:i-99999999")]
    [InlineData("role lab-GeneralInstanceRole", "Role:lab-GeneralInstanceRole")]
    [InlineData("role 111122223333/lab", "Role:111122223333/lab")]
    [InlineData("role arn:aws:iam::111122223333:role/service-role/lab", "Role:111122223333/lab")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/lab/i-1", "Role:111122223333/lab")]
    [InlineData("role AROAQ7LABDAYEXAMPLE01", "Role:AROAQ7LABDAYEXAMPLE01")]
    [InlineData("AROAQ7LABDAYEXAMPLE01:i-0c79413d9f0d9941e", "RoleSession:AROAQ7LABDAYEXAMPLE01:i-0c79413d9f0d9941e")]
    [InlineData("user ana", "User:ana")]
    [InlineData("user 111122223333/root", "User:111122223333/:root")]
    [InlineData("arn:aws:iam::111122223333:user/team/ana", "User:111122223333/ana")]
    [InlineData("AIDAEXAMPLE", "User:AIDAEXAMPLE")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AccessKey:AKIAIOSFODNN7EXAMPLE")]
    [InlineData("bucket example-bucket", "Bucket:example-bucket")]
    [InlineData("bucket s3://example-bucket/key", "Bucket:example-bucket")]
    [InlineData("arn:aws:s3:::example-bucket/a/b", "Bucket:example-bucket")]
    [InlineData("account 111122223333", "Account:111122223333")]
    [InlineData("arn:aws:eks:us-east-1:111122223333:cluster/prod", "Cluster:111122223333/prod")]
    [InlineData("arn:aws:ec2:us-east-1:111122223333:instance/i-0c79413d9f0d9941e", "Ec2Instance:i-0c79413d9f0d9941e")]
    [InlineData("UserAgent:/Boto3/1.34 today", "UserAgent:/Boto3/1.34 today")]
    [InlineData(Us + "/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData(Us + "/detective/home?region=us-east-1#entities/AwsRole/AROAQ7LABDAYEXAMPLE01", "Role:AROAQ7LABDAYEXAMPLE01")]
    [InlineData(Us + "/detective/home?region=us-east-1#entities/UserAgent/Boto3%2F1.34%20md", "UserAgent:/Boto3/1.34 md")]
    [InlineData(Us + "/detective/home?region=us-east-1#entities/ContainerCluster/prod~111122223333~EKS", "Cluster:111122223333/prod")]
    public void Entities_are_read(string typed, string entity) =>
        SubjectText.Read(typed, AsOf, null).Subject.ShouldBeOfType<EntitySubject>().Entity.ToString().ShouldBe(entity);

    [Theory]
    [InlineData(Id, null, null)]
    [InlineData("finding " + Id, null, null)]
    [InlineData("111122223333/us-east-1/" + Id, "111122223333", "us-east-1")]
    [InlineData("arn:aws:guardduty:us-east-1:111122223333:detector/4ac1/finding/" + Id, "111122223333", "us-east-1")]
    [InlineData("https://console.aws.amazon.com/guardduty/home?region=us-east-1#/findings?search=id%3D" + Id, null, "us-east-1")]
    [InlineData("<" + Us + "/guardduty/home?region=us-east-1#/findings?macros=current&fId=" + Id + ">", null, "us-east-1")]
    [InlineData(Us + "/detective/home?region=us-east-1#findings/" + Id, null, "us-east-1")]
    [InlineData(Us + "/detective/home?region=us-east-1#findings/GuardDuty/" + Id, null, "us-east-1")]
    public void Findings_are_read(string typed, string? account, string? region) =>
        SubjectText.Read(typed, AsOf, null).Subject.ShouldBe(new FindingSubject(Id, account, region));

    [Theory]
    [InlineData("scopeStart=1722470400&scopeEnd=1722474000")]
    [InlineData("scopeStart=1722470400000&scopeEnd=1722474000000")]
    public void The_scope_of_a_url_is_kept(string scope) =>
        SubjectText.Read($"{Us}/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23?{scope}", AsOf, null).Window.ToString()
            .ShouldBe("2024-08-01T00:00:00Z..2024-08-01T01:00:00Z");

    [Theory]
    [InlineData("foo")]
    [InlineData("UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom")]
    [InlineData("user made anomalous calls")]
    [InlineData("<!channel> **bold**")]
    public void All_else_is_words(string typed) => SubjectText.Read(typed, AsOf, null).Subject.ShouldBeOfType<WordsSubject>();

    [Fact]
    public void A_type_with_a_window_is_words_and_a_window()
    {
        var ask = SubjectText.Read("Recon:EC2/Portscan last 2d", AsOf, null);

        ask.Subject.ShouldBe(new WordsSubject("Recon:EC2/Portscan"));
        ask.Window.ShouldBe(new TimeWindow(AsOf.AddDays(-2), AsOf));
    }

    [Theory]
    [InlineData("ip 075.050.255.67", "is not one IPv4 or IPv6 address")]
    [InlineData("300.1.1.1", "is not one IPv4 or IPv6 address")]
    [InlineData("198.51.100.0/24", "is not one IPv4 or IPv6 address")]
    [InlineData("ip", "wants a name after it")]
    [InlineData("instance web-1", "is not an instance id")]
    [InlineData("account payments", "is not an account number")]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:queue", "names nothing that can be investigated")]
    [InlineData("https://example.com/", "names no finding or entity")]
    [InlineData(Us + "/detective/home?region=us-east-1#entities/FindingGroup/ca6104bc", "names no finding or entity")]
    [InlineData("ip 198.51.100.23 last 400d", "is longer than 365 days")]
    [InlineData(Us + "/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23?scopeStart=1722474000&scopeEnd=1722470400", "The scope time of that URL cannot be used")]
    public void What_cannot_be_meant_is_refused(string typed, string why) =>
        SubjectText.Read(typed, AsOf, null).Subject.ShouldBeOfType<Misread>().Why.ShouldContain(why);

    [Fact]
    public void Nothing_means_the_thread() => SubjectText.Read(" last 6h ", AsOf, null).Subject.ShouldBe(new ThreadSubject());

    [Fact]
    public void Ten_thousand_characters_are_refused() => SubjectText.Read(new string('x', 10_000), AsOf, null).Subject.ShouldBeOfType<Misread>();
}
