using System.Text.Json;

namespace ChatOps.Investigation.Permissions;

public sealed class PolicyReaderTests
{
    [Fact]
    public void A_statement_may_stand_alone_and_hold_one_text_or_many()
    {
        var policy = PolicyReader.Read("""{"Version":"2012-10-17","Statement":{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::shelf/*","arn:aws:s3:::cellar/*"]}}""");

        policy.Faults.ShouldBeEmpty();
        var statement = policy.Statements.ShouldHaveSingleItem();
        statement.Sid.ShouldBe("Read");
        statement.Actions.ShouldBe(["s3:GetObject"]);
        statement.Resources.Count.ShouldBe(2);
        statement.IsOnEverything.ShouldBeFalse();
        statement.Conditions.ShouldBe(0);
    }

    [Fact]
    public void What_IAM_encodes_reads_as_what_was_written()
    {
        const string written = """{"Statement":[{"Effect":"Deny","NotAction":["iam:*","sts:*"],"NotResource":"arn:aws:iam::*:role/päth/*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1","aws:PrincipalTag/team":"a+b"},"Bool":{"aws:SecureTransport":"false"}}}]}""";

        foreach (var text in new[] { written, Uri.EscapeDataString(written) })
        {
            var statement = PolicyReader.Read(text).Statements.ShouldHaveSingleItem();
            statement.Effect.ShouldBe(PolicyEffect.Deny);
            statement.NotActions.ShouldBe(["iam:*", "sts:*"]);
            statement.NotResources.ShouldBe(["arn:aws:iam::*:role/päth/*"]);
            statement.Conditions.ShouldBe(3);
            statement.Covers("s3:GetObject").ShouldBeTrue();
            statement.Covers("iam:CreateUser").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com","ssm.amazonaws.com"]},"Action":"sts:AssumeRole"}]}""", "the service ec2.amazonaws.com, the service ssm.amazonaws.com")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""", "anybody (*)")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"x"}}}]}""", "anybody (*), under 1 condition")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:root","777788889999"]},"Action":"sts:AssumeRole"}]}""", "account 444455556666, account 777788889999")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/robot"},"Action":"sts:AssumeRole"}]}""", "arn:aws:iam::444455556666:role/robot")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::444455556666:saml-provider/desk"},"Action":"sts:AssumeRoleWithSAML"}]}""", "who signs in through arn:aws:iam::444455556666:saml-provider/desk")]
    [InlineData("""{"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"444455556666"},"Action":"sts:AssumeRole"}]}""", "everybody but 444455556666")]
    [InlineData("""{"Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}]}""", "")]
    public void Who_may_assume_a_role_is_told_in_words(string trust, string words) => string.Join(", ", PermissionWords.Trusted(PolicyReader.Read(trust))).ShouldBe(words);

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("  ", "empty")]
    [InlineData("no json", "is no JSON")]
    [InlineData("{\"Statement\":", "is no JSON")]
    [InlineData("[]", "no Statement")]
    [InlineData("{}", "no Statement")]
    [InlineData("{\"Statement\":\"all\"}", "holds no statement")]
    [InlineData("{\"Statement\":[7]}", "statement 1 is no object")]
    [InlineData("{\"Statement\":[{\"Action\":\"s3:*\"}]}", "neither allows nor denies")]
    [InlineData("{\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"s3:*\"}]}", "neither allows nor denies")]
    [InlineData("{\"Statement\":[{\"Effect\":\"Allow\"}]}", "names no action")]
    [InlineData("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[{\"a\":1}]}]}", "holds something that is no text")]
    [InlineData("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Condition\":\"x\"}]}", "cannot be read")]
    [InlineData("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"\\ud800\"}]}", "no text")]
    [InlineData("{\"Statement\":[{\"\\ud800\":1,\"Effect\":\"Allow\"}]}", "names no action")]
    [InlineData("%7B%22Statement%22", "is no JSON")]
    public void What_cannot_be_read_is_told_and_nothing_is_thrown(string? text, string fault) => PolicyReader.Read(text).Faults.ShouldContain(one => one.Contains(fault));

    [Fact]
    public void A_good_statement_beside_a_bad_one_still_counts()
    {
        var policy = PolicyReader.Read("""{"Statement":[{"Effect":"Perhaps","Action":"s3:*"},{"effect":"Allow","action":"ssm:*","resource":"*"}]}""");

        policy.Faults.ShouldHaveSingleItem();
        policy.Statements.ShouldHaveSingleItem().IsOnEverything.ShouldBeTrue();
    }

    [Fact]
    public void A_policy_made_to_hurt_is_bounded()
    {
        PolicyReader.Read(new string('[', 100_000)).Faults.ShouldNotBeEmpty();
        PolicyReader.Read(new string('%', 190_000)).Faults.ShouldNotBeEmpty();
        PolicyReader.Read($$"""{"Statement":[{"Effect":"Allow","Action":"{{new string('a', 1_000_000)}}"}]}""").Faults.ShouldHaveSingleItem().ShouldContain("no more than");
        PolicyReader.Read($$"""{"Statement":[{"Effect":"Allow","Action":"{{new string('*', 100_000)}}"}]}""").Statements[0].Actions[0].Length.ShouldBe(512);

        var many = PolicyReader.Read("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:a\"" + string.Concat(Enumerable.Repeat(",\"s3:b\"", 20_000)) + "]}]}");
        many.Statements[0].Actions.Count.ShouldBe(5000);
        many.Faults.ShouldContain(static fault => fault.Contains("more than 5000 values"));

        var statements = PolicyReader.Read("{\"Statement\":[" + string.Join(',', Enumerable.Repeat("{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}", 2000)) + "]}");
        statements.Statements.Count.ShouldBe(500);
        statements.Faults.ShouldContain(static fault => fault.Contains("more than 500 statements"));

        PolicyReader.Read("{\"Statement\":[" + string.Join(',', Enumerable.Repeat("7", 400)) + "]}").Faults.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void A_document_inside_another_reads_alike_be_it_JSON_or_text()
    {
        const string policy = """{"Statement":{"Effect":"Allow","Action":"ssm:*"}}""";
        using var outer = JsonDocument.Parse($$"""{"plain":{{policy}},"text":{{JsonSerializer.Serialize(Uri.EscapeDataString(policy))}},"none":null}""");

        PolicyReader.Read(outer.RootElement.GetProperty("plain")).Statements.ShouldHaveSingleItem();
        PolicyReader.Read(outer.RootElement.GetProperty("text")).Statements.ShouldHaveSingleItem();
        PolicyReader.Read(outer.RootElement.GetProperty("none")).Faults.ShouldNotBeEmpty();
    }
}
