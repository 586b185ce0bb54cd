using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.Ec2;
using ChatOps.Investigation.Evidence.Iam;
using ChatOps.Investigation.Evidence.Recorded;

namespace ChatOps.Bot.Investigate;

/// <summary>Where roles, users and instances are looked up: in their own accounts, or for the sample day in its record. Null where nobody can be asked.</summary>
internal sealed class AccountSources
{
    private readonly RecordedRoles? recorded;
    private readonly IamRoles? roles;
    private readonly IamPrincipals? principals;
    private readonly Ec2Instances? instances;

    public AccountSources(AwsClients clients, EvidenceOptions options, TimeProvider time)
    {
        if (options.Source == EvidenceOrigin.Sample) recorded = new RecordedRoles(Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "roles.json"));
        if (!clients.Settings.IsConnected) return;
        (roles, principals, instances) = (new IamRoles(clients, time), new IamPrincipals(clients), new Ec2Instances(clients));
    }

    /// <param name="isSampleDay">Whether the question is about the bundled day: no account of AWS knows its roles.</param>
    public IRoleEvidence? Roles(bool isSampleDay) => isSampleDay ? recorded : roles;

    public IPrincipalEvidence? Principals(bool isSampleDay) => isSampleDay ? null : principals;

    public IInstanceEvidence? Instances(bool isSampleDay) => isSampleDay ? null : instances;
}
