namespace ChatOps.TestKit.Aws;

/// <summary>One service behind the one door.</summary>
internal interface IAwsService
{
    /// <summary>As the credential scope has it.</summary>
    string Name { get; }

    AwsProtocol Protocol { get; }

    /// <summary>The operation a request asks for; null when the double has none such.</summary>
    string? OperationOf(AwsRequest request);

    /// <summary>What a policy must allow for it.</summary>
    AwsNeed NeedOf(string operation, AwsRequest request);

    Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation);
}
