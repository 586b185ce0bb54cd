namespace ChatOps.Investigation.Findings;

public class FindingTypeTests
{
    [Theory]
    [InlineData("Backdoor:EC2/C&CActivity.B!DNS", "Backdoor", "EC2", "C&CActivity", "B", "DNS")]
    [InlineData("AttackSequence:S3/CompromisedData", "AttackSequence", "S3", "CompromisedData", null, null)]
    [InlineData("UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom", "UnauthorizedAccess", "IAMUser", "MaliciousIPCaller", "Custom", null)]
    [InlineData("Trojan:EC2/DNSDataExfiltration!DNS", "Trojan", "EC2", "DNSDataExfiltration", null, "DNS")]
    [InlineData("CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin", "CredentialAccess", "RDS", "AnomalousBehavior", "SuccessfulLogin", null)]
    [InlineData("UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS", "UnauthorizedAccess", "IAMUser", "InstanceCredentialExfiltration", "OutsideAWS", null)]
    [InlineData("Recon:EC2 PortProbeUnprotectedPort", "Recon", "EC2 PortProbeUnprotectedPort", null, null, null)]
    [InlineData("Recon:EC2/Portscan", "Recon", "EC2", "Portscan", null, null)]
    [InlineData("no format at all", "no format at all", null, null, null, null)]
    [InlineData("", "", null, null, null, null)]
    [InlineData(":/.!", "", "", "", "", "")]
    public void A_type_is_taken_apart(string text, string purpose, string? resource, string? family, string? detection, string? artifact)
    {
        var type = FindingType.Parse(text);
        type.ShouldBe(new FindingType(text, purpose, resource, family, detection, artifact));
        type.ToString().ShouldBe(text);
    }
}
