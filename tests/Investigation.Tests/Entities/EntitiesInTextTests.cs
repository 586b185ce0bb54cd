using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Investigation.Entities;

public sealed class EntitiesInTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("nothing here", "")]
    [InlineData("198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData("seen from 198.51.100.23.", "IpAddress:198.51.100.23")]
    [InlineData("(198.51.100.23), then 203.0.113.9!", "IpAddress:198.51.100.23 IpAddress:203.0.113.9")]
    [InlineData("198.51.100.23:443", "IpAddress:198.51.100.23")]
    [InlineData("see 198.51.100.23: bad", "IpAddress:198.51.100.23")]
    [InlineData("198.51.100.1-198.51.100.9", "IpAddress:198.51.100.1 IpAddress:198.51.100.9")]
    [InlineData("198[.]51[.]100[.]23", "IpAddress:198.51.100.23")]
    [InlineData("198(.)51{.}100[dot]23", "IpAddress:198.51.100.23")]
    [InlineData("hxxp://198[.]51[.]100[.]23/24/payload", "IpAddress:198.51.100.23")]
    [InlineData("hxxps[:]//198.51.100[.]23:8443/x", "IpAddress:198.51.100.23")]
    [InlineData("http://[2001:db8::1]/", "IpAddress:2001:db8::1")]
    [InlineData("2001[:]db8[:][:]1", "IpAddress:2001:db8::1")]
    [InlineData("2001:DB8:0:0::1.", "IpAddress:2001:db8::1")]
    [InlineData("::ffff:198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData("from fe80:: on", "IpAddress:fe80::")]
    [InlineData("198.51.100.0/24 and 0.0.0.0/0", "")]
    [InlineData("198.51.100.23/32", "IpAddress:198.51.100.23")]
    [InlineData("version v1.2.3.4", "")]
    [InlineData("1.2.3.4.5", "")]
    [InlineData("256.1.1.1 or 01.2.3.4 or 1.2.3", "")]
    [InlineData("at 10:20:30 on 2024-08-01T11:00:00", "")]
    [InlineData("std::vector, dead::beef", "")]
    [InlineData("mac 00:11:22:33:44:55", "")]
    [InlineData("i-0c79413d9f0d9941e", "Ec2Instance:i-0c79413d9f0d9941e")]
    [InlineData("I-0C79413D!", "Ec2Instance:i-0c79413d")]
    [InlineData("i-0c79413d9f0d9941e2 ami-i-0c79413d hi-0c79413d i-0c79413d-web", "")]
    [InlineData("eni-0c79413d9f0d9941e", "NetworkInterface:eni-0c79413d9f0d9941e")]
    [InlineData("arn:aws:ec2:us-east-1:111122223333:network-interface/eni-0c79413d", "NetworkInterface:eni-0c79413d")]
    [InlineData("arn:aws:ec2:us-east-1:111122223333:instance/i-0c79413d", "Ec2Instance:i-0c79413d")]
    [InlineData("arn:aws:iam::111122223333:role/path/lab.", "Role:111122223333/lab")]
    [InlineData("RoleArn=arn:aws-us-gov:iam::111122223333:role/lab, and", "Role:111122223333/lab")]
    [InlineData("arn:aws:iam::111122223333:user/ana@example.com", "User:111122223333/ana@example.com")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/lab/i-0c79413d9f0d9941e", "Role:111122223333/lab")]
    [InlineData("\"arn:aws:s3:::logs/2024/08\"", "Bucket:logs")]
    [InlineData("arn:aws:s3:::a-b,arn:aws:s3:::c-d", "Bucket:a-b Bucket:c-d")]
    [InlineData("arn:aws:sns:us-east-1:111122223333:topic", "")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE!", "AccessKey:AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ASIAPACIFICREGION AKIA AKIAIOSFODNN7EXAMPLEx", "")]
    [InlineData("account 111122223333, role lab", "")]
    [InlineData("198.51.100.23 again 198.51.100.23", "IpAddress:198.51.100.23")]
    [InlineData("عنوان198.51.100.23🟠203.0.113.9", "IpAddress:198.51.100.23 IpAddress:203.0.113.9")]
    public void What_is_named_is_taken_and_nothing_else(string text, string expected) =>
        string.Join(' ', EntitiesInText.Of(text).Select(static named => named.Entity.ToString())).ShouldBe(expected);

    [Theory]
    [InlineData("🟠 198.51.100.23.", "198.51.100.23")]
    [InlineData("(see) 198[.]51[.]100[.]23/x", "198[.]51[.]100[.]23")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("198[.]51[.]100[.]23", "198[.]51[.]100[.]23")]
    [InlineData("i-0c79413d", "i-0c79413d")]
    public void The_place_is_that_of_the_text_as_written(string text, string there)
    {
        var named = EntitiesInText.Of(text).ShouldHaveSingleItem();
        text.Substring(named.Start, named.Length).ShouldBe(there);
    }

    [Fact]
    public void No_more_than_a_hundred_are_told() =>
        EntitiesInText.Of(string.Join(' ', Enumerable.Range(0, 300).Select(static n => $"10.0.{n / 250}.{n % 250}"))).Count.ShouldBe(EntitiesInText.Most);

    [Fact]
    public void Any_text_is_read_and_each_place_lies_in_it()
    {
        var pieces = Gen.Elements("198.51.100.23", "[.]", "[", "arn:aws:", "arn:", "iam::111122223333:role/", "i-0c79413d", "AKIA", "::", ":", ".", "/", "/24", "\0", "\ud83d", "\u202e", "hxxp://", "a", "7", " ", ",", "-", "eni-");
        var texts = pieces.ArrayOf().Select(string.Concat).Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(static text => text.Get));
        Prop.ForAll(texts.ToArbitrary(), static text =>
        {
            var found = EntitiesInText.Of(text);
            return found.Count <= EntitiesInText.Most
                && found.All(named => named.Start >= 0 && named.Length > 0 && named.Start + named.Length <= text.Length)
                && found.Select(static named => named.Entity).Distinct().Count() == found.Count;
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Work that grew with the square of the length would take minutes here, not the blink it takes: the test would be seen to hang.</summary>
    [Theory]
    [InlineData("arn:aws:")]
    [InlineData("arn:aws:iam::1:x/")]
    [InlineData("a:")]
    [InlineData("1.")]
    [InlineData("::1")]
    [InlineData("f")]
    [InlineData("[.]")]
    [InlineData("i-")]
    [InlineData("AKIA")]
    [InlineData(",arn:")]
    [InlineData("1.2.3.4/")]
    public void Long_hostile_texts_take_no_longer_than_their_length(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 2_000_000 / piece.Length).ToString();
        EntitiesInText.Of(text).Count.ShouldBeLessThanOrEqualTo(EntitiesInText.Most);
    }
}
