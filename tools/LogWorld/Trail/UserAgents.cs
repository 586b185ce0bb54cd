namespace ChatOps.LogWorld.Trail;

internal static class UserAgents
{
    /// <summary>The attacker's, which nobody else has.</summary>
    public const string Attack = "aws-cli/2.9.19 Python/3.11.2 Linux/6.6.9-amd64 source/x86_64.kali.2023 prompt/off command/iam.create-access-key";

    public static IReadOnlyList<string> All { get; } =
    [
        "aws-cli/2.15.30 Python/3.11.8 Linux/5.10.210-201.852.amzn2.x86_64 exe/x86_64.amzn.2 prompt/off command/ec2.describe-instances",
        "Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux#5.10.210 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.69",
        "aws-sdk-go/1.44.298 (go1.20.5; linux; amd64) amazon-ssm-agent/",
        "aws-sdk-java/1.12.261 Linux/5.10.210 OpenJDK_64-Bit_Server_VM/17.0.10+7-LTS java/17.0.10 vendor/Amazon.com_Inc. cfg/retry-mode/legacy",
        "APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) terraform-provider-aws/5.40.0",
        "AWS Internal",
        "elasticloadbalancing.amazonaws.com",
        "autoscaling.amazonaws.com",
        "lambda.amazonaws.com",
        "config.amazonaws.com",
        "S3Console/0.4, aws-internal/3",
        "[Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36]",
        "kubernetes-external-secrets",
        "cloudwatch-exporter/0.15 aws-sdk-java/2.20.3",
        "Coral/Netty4",
        .. Enumerable.Range(0, 25).Select(static i => $"aws-sdk-go-v2/1.{20 + i} os/linux lang/go#1.2{i % 3} md/GOOS#linux api/sts#1.{i}"),
    ];
}
