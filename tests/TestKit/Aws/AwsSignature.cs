namespace ChatOps.TestKit.Aws;

/// <summary>What an Authorization header of signature version 4 says.</summary>
/// <param name="Date">The day of the credential scope, yyyyMMdd.</param>
internal sealed record AwsSignature(string KeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Hex)
{
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null when it is none.</summary>
    public static AwsSignature? Read(string authorization)
    {
        if (!authorization.StartsWith(SigV4.Algorithm + " ", StringComparison.Ordinal)) return null;
        var parts = authorization[(SigV4.Algorithm.Length + 1)..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(static part => part.Split('=', 2))
            .Where(static part => part.Length == 2)
            .GroupBy(static part => part[0])
            .ToDictionary(static part => part.Key, static part => part.First()[1]);
        if (!parts.TryGetValue("Credential", out var credential) || !parts.TryGetValue("SignedHeaders", out var headers) || !parts.TryGetValue("Signature", out var hex)) return null;
        var scope = credential.Split('/');
        return scope.Length == 5 && scope[4] == "aws4_request" ? new AwsSignature(scope[0], scope[1], scope[2], scope[3], headers.Split(';'), hex) : null;
    }
}
