namespace ChatOps.SampleDay.Trail;

internal sealed record ApiCall(DateTimeOffset At, Caller Caller, ApiMethod Method)
{
    public const string ScriptAgent =
        "Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#6.1.97-104.177.amzn2023.x86_64 md/arch#x86_64 "
        + "lang/python#3.9.16 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.51";

    private const string SystemsManagerAgent = "aws-sdk-go/1.51.25 (go1.22.4; linux; amd64) amazon-ssm-agent/3.3.551.0";

    /// <summary>The management agent speaks for itself; everything else is a script.</summary>
    public string UserAgent =>
        Method == ApiMethod.UpdateInstanceInformation || Method == ApiMethod.UpdateInstanceAssociationStatus || Method == ApiMethod.ListInstanceAssociations
        || Method == ApiMethod.PutInventory || Method == ApiMethod.PutComplianceItems || Method == ApiMethod.GetParameter
            ? SystemsManagerAgent
            : ScriptAgent;
}
