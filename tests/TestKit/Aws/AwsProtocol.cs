namespace ChatOps.TestKit.Aws;

/// <summary>How a service puts words on HTTP; errors look different in each.</summary>
internal enum AwsProtocol
{
    /// <summary>GuardDuty, Detective: a path an operation, JSON in the body.</summary>
    RestJson,

    /// <summary>SQS: one path, the operation in X-Amz-Target.</summary>
    Json10,

    /// <summary>IAM, STS: a form in, XML out.</summary>
    Query,

    /// <summary>EC2: a form in, XML of its own out.</summary>
    Ec2,

    /// <summary>S3.</summary>
    RestXml,
}
