namespace ChatOps.Investigation.Evidence.Aws;

/// <summary>The services the program calls; each may be redirected with <c>Aws:&lt;name&gt;:ServiceUrl</c>.</summary>
public enum AwsApi
{
    /// <summary>Findings.</summary>
    GuardDuty,

    /// <summary>Behavior graph and investigations.</summary>
    Detective,

    /// <summary>The queue findings arrive in.</summary>
    Sqs,

    /// <summary>Log objects.</summary>
    S3,

    /// <summary>Roles and policies.</summary>
    Iam,

    /// <summary>Instances.</summary>
    Ec2,

    /// <summary>Roles to assume, and whose credentials these are.</summary>
    Sts,
}
