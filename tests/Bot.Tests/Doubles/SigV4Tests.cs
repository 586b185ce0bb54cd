using System.Text;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

public sealed class SigV4Tests
{
    /// <summary>docs.aws.amazon.com, "Create a signed AWS API request" as it was printed with IAM's ListUsers.</summary>
    [Fact]
    public void The_example_of_the_signature_pages_comes_out()
    {
        var canonical = SigV4.CanonicalRequest("GET", "/?Action=ListUsers&Version=2010-05-08", Headers(
            ("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("host", "iam.amazonaws.com"), ("x-amz-date", "20150830T123600Z")), SigV4.Hash([]), isS3: false);
        Assert.Equal("f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59", SigV4.Hash(Encoding.UTF8.GetBytes(canonical)));
        var key = SigV4.Key("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830", "us-east-1", "iam");
        Assert.Equal("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9", Convert.ToHexStringLower(key));
        Assert.Equal("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", SigV4.Signature(key, SigV4.StringToSign("20150830T123600Z", "20150830/us-east-1/iam/aws4_request", canonical)));
    }

    /// <summary>docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "GET Object".</summary>
    [Fact]
    public void The_example_of_the_S3_pages_comes_out()
    {
        var canonical = SigV4.CanonicalRequest("GET", "/test.txt", Headers(
            ("Host", "examplebucket.s3.amazonaws.com"), ("Range", "bytes=0-9"), ("x-amz-content-sha256", SigV4.Hash([])), ("x-amz-date", "20130524T000000Z")), SigV4.Hash([]), isS3: true);
        var key = SigV4.Key("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20130524", "us-east-1", "s3");
        Assert.Equal("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", SigV4.Signature(key, SigV4.StringToSign("20130524T000000Z", "20130524/us-east-1/s3/aws4_request", canonical)));
    }

    [Theory]
    [InlineData("/a%20b", true, "/a%20b")]
    [InlineData("/a%20b", false, "/a%2520b")]
    [InlineData("/a//b/../c", true, "/a//b/../c")]
    [InlineData("/a//b/../c", false, "/a/c")]
    [InlineData("/tags/arn%3Aaws", false, "/tags/arn%253Aaws")]
    public void A_path_is_encoded_once_for_S3_and_twice_for_others(string path, bool isS3, string expected) => Assert.Equal(expected, SigV4.CanonicalRequest("GET", path, [], "", isS3).Split('\n')[1]);

    [Fact]
    public void A_query_is_sorted_and_encoded_anew() => Assert.Equal("a=&b=1&b=2&c=%2F%2B", SigV4.CanonicalRequest("GET", "/?c=/%2B&b=2&b=1&a", [], "", isS3: false).Split('\n')[2]);

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) => headers.ToDictionary(static header => header.Name, static header => header.Value);
}
