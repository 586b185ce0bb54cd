using System.Net;
using Amazon.Detective;
using Amazon.Detective.Model;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.Runtime;

namespace ChatOps.Investigation.AwsSdk;

public sealed class ErrorTests
{
    private readonly Line line = new();

    [Theory]
    [InlineData("""{"message":"no","__type":"InvalidInputException"}""", "BadRequestException", typeof(BadRequestException), "BadRequestException", "no")]
    [InlineData("""{"message":"no","__type":"BadRequestException"}""", "BadRequestException:http://internal.amazon.com/coral/com.amazon.guardduty/", typeof(BadRequestException), "BadRequestException", "no")]
    [InlineData("""{"__type":"com.amazonaws.guardduty#BadRequestException","Message":"no"}""", null, typeof(BadRequestException), "BadRequestException", "no")]
    [InlineData("""{"code":"BadRequestException"}""", null, typeof(BadRequestException), "BadRequestException", null)]
    [InlineData("""{"message":"no"}""", "SomethingOfTomorrowException", typeof(AmazonGuardDutyException), "SomethingOfTomorrowException", "no")]
    [InlineData("<html>a proxy</html>", null, typeof(AmazonGuardDutyException), null, null)]
    [InlineData("[]", null, typeof(AmazonGuardDutyException), null, null)]
    [InlineData("", null, typeof(AmazonGuardDutyException), null, null)]
    public async Task An_error_has_the_class_of_its_code(string body, string? header, Type expected, string? code, string? message)
    {
        line.Says(body, HttpStatusCode.BadRequest, [("x-amzn-RequestId", "r-9"), .. header is null ? [] : new[] { ("x-amzn-ErrorType", header) }]);

        var thrown = await Should.ThrowAsync<AmazonGuardDutyException>(() => GuardDuty().ListDetectorsAsync(new ListDetectorsRequest()));

        thrown.ShouldBeOfType(expected);
        (thrown.ErrorCode, thrown.StatusCode, thrown.RequestId).ShouldBe((code, HttpStatusCode.BadRequest, "r-9"));
        if (message is null) thrown.Message.ShouldContain("400");
        else thrown.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequestsException")]
    [InlineData(HttpStatusCode.BadRequest, "ThrottlingException")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "RequestLimitExceeded")]
    public async Task What_passes_is_asked_again_and_then_thrown(HttpStatusCode status, string code)
    {
        line.Says("{}", status, ("x-amzn-ErrorType", code));

        var thrown = await Should.ThrowAsync<AmazonDetectiveException>(() => Detective().ListGraphsAsync(new ListGraphsRequest()));

        (thrown.ErrorCode, line.Requests.Count).ShouldBe((code, 2));
    }

    [Fact]
    public async Task A_throttled_call_that_is_answered_the_second_time_was_no_error()
    {
        line.Says("{}", HttpStatusCode.TooManyRequests, ("x-amzn-ErrorType", "TooManyRequestsException")).Says("""{"GraphList":[]}""");

        (await Detective().ListGraphsAsync(new ListGraphsRequest())).GraphList.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDeniedException", typeof(Amazon.Detective.Model.AccessDeniedException))]
    [InlineData(HttpStatusCode.NotFound, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(HttpStatusCode.BadRequest, "ValidationException", typeof(ValidationException))]
    [InlineData(HttpStatusCode.Conflict, "ConflictException", typeof(ConflictException))]
    [InlineData(HttpStatusCode.PaymentRequired, "ServiceQuotaExceededException", typeof(ServiceQuotaExceededException))]
    [InlineData(HttpStatusCode.Forbidden, "UnrecognizedClientException", typeof(AmazonDetectiveException))]
    public async Task A_refusal_is_thrown_at_once(HttpStatusCode status, string code, Type expected)
    {
        line.Says("""{"Message":"refused"}""", status, ("x-amzn-ErrorType", code));

        var thrown = await Should.ThrowAsync<AmazonServiceException>(() => Detective().ListGraphsAsync(new ListGraphsRequest()));

        thrown.ShouldBeOfType(expected);
        (thrown.Message, thrown.ErrorType, line.Requests.Count).ShouldBe(("refused", ErrorType.Sender, 1));
    }

    private AmazonGuardDutyClient GuardDuty() => new(Line.Keys, line.For<AmazonGuardDutyConfig>());

    private AmazonDetectiveClient Detective() => new(Line.Keys, line.For<AmazonDetectiveConfig>());
}
