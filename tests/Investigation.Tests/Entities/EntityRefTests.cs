using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Investigation.Entities;

public sealed class EntityRefTests
{
    [Theory]
    [InlineData(EntityKind.IpAddress, "198.51.100.23", null, "IpAddress:198.51.100.23")]
    [InlineData(EntityKind.IpAddress, "2001:db8::1", null, "IpAddress:2001:db8::1")]
    [InlineData(EntityKind.Ec2Instance, "i-0c79413d9f0d9941e", null, "Ec2Instance:i-0c79413d9f0d9941e")]
    [InlineData(EntityKind.Role, "lab", "111122223333", "Role:111122223333/lab")]
    [InlineData(EntityKind.Role, "lab", null, "Role:lab")]
    [InlineData(EntityKind.RoleSession, "AROA1:i-0", null, "RoleSession:AROA1:i-0")]
    [InlineData(EntityKind.User, ":root", "111122223333", "User:111122223333/:root")]
    [InlineData(EntityKind.FederatedUser, "idp:ana", null, "FederatedUser:idp:ana")]
    [InlineData(EntityKind.AccessKey, "AKIA1", null, "AccessKey:AKIA1")]
    [InlineData(EntityKind.Account, "111122223333", null, "Account:111122223333")]
    [InlineData(EntityKind.UserAgent, "Boto3/1.34 md/x", null, "UserAgent:/Boto3/1.34 md/x")]
    [InlineData(EntityKind.Bucket, "logs", null, "Bucket:logs")]
    [InlineData(EntityKind.Cluster, "prod", "111122223333", "Cluster:111122223333/prod")]
    [InlineData(EntityKind.Pod, "prod/web/a-1", "111122223333", "Pod:111122223333/prod/web/a-1")]
    [InlineData(EntityKind.KubernetesSubject, "prod/system:serviceaccount:ns:n", "111122223333", "KubernetesSubject:111122223333/prod/system:serviceaccount:ns:n")]
    [InlineData(EntityKind.ContainerImage, "docker.io/library/nginx:1@sha256:ab", null, "ContainerImage:/docker.io/library/nginx:1@sha256:ab")]
    public void The_stored_form_is_fixed_and_reads_back(EntityKind kind, string id, string? account, string stored)
    {
        var entity = new EntityRef(kind, id, account);
        entity.ToString().ShouldBe(stored);
        EntityRef.TryParse(stored, out var read).ShouldBeTrue();
        read.ShouldBe(entity);
    }

    [Fact]
    public void Any_id_reads_back_however_hostile()
    {
        var cases = from kind in Gen.Elements(Enum.GetValues<EntityKind>())
                    from id in ArbMap.Default.GeneratorFor<NonEmptyString>()
                    from account in Gen.Elements<string?>(null, "111122223333", "x")
                    from prefix in Gen.Elements("", "/", "//", "111122223333/", ":", "a:b/c\u202e ")
                    select new EntityRef(kind, prefix + id.Get, account);
        Prop.ForAll(cases.ToArbitrary(), static entity => EntityRef.TryParse(entity.ToString(), out var read) && read == entity).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("IpAddress")]
    [InlineData("IpAddress:")]
    [InlineData("ipaddress:198.51.100.23")]
    [InlineData("0:198.51.100.23")]
    [InlineData("Role:111122223333/")]
    public void What_is_not_a_stored_entity_is_refused(string? text) => EntityRef.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_kind_has_a_label() => Enum.GetValues<EntityKind>().Select(EntityLabel.Of).Distinct().Count().ShouldBe(Enum.GetValues<EntityKind>().Length);
}
