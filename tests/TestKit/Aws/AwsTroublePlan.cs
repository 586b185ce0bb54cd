using System.Text;

namespace ChatOps.TestKit.Aws;

/// <summary>The faults an operation can have. Each verb adds one; all but those that give a hold give the plan back.</summary>
internal sealed class AwsTroublePlan(AwsDouble aws, string service, string operation, string? account)
{
    /// <summary>For a fault that never ends.</summary>
    public const int Always = int.MaxValue;

    /// <summary>Too many requests, in the service's own words.</summary>
    public AwsTroublePlan Throttle(int times = 1) => Refuse("throttled", times, static (request, _) => AwsRefusals.Throttled(request.Protocol));

    /// <summary>Access denied, with the documented sentence.</summary>
    public AwsTroublePlan Deny(int times = 1) => Refuse("denied", times, static (request, need) => AwsRefusals.Denied(request.Protocol, request.Caller, need));

    /// <summary>Any other error.</summary>
    public AwsTroublePlan Fail(int status, string code, string message = "We encountered an internal error. Please try again.", int times = 1) => Refuse(code, times, (_, _) => new AwsRefusal(status, code, message));

    /// <summary>The true answer, but not before the test releases it.</summary>
    public AwsHold Slow()
    {
        var hold = new AwsHold(aws.Troubles.End);
        aws.Troubles.Add(new AwsTrouble("slow", service, operation, account, Always, async (_, _, cancellation) =>
        {
            await hold.WaitAsync(cancellation);
            return null;
        })
        {
            Hold = hold,
        });
        return hold;
    }

    /// <summary>The true answer, this much later by the double's clock.</summary>
    public AwsTroublePlan Slow(TimeSpan wait, int times = 1) => Add("slow", times, async (_, _, cancellation) =>
    {
        await Task.Delay(wait, aws.Time, cancellation);
        return null;
    });

    /// <summary>What was asked is done, but nobody hears of it before the test releases it.</summary>
    public AwsHold AcceptThenHold()
    {
        var hold = new AwsHold(aws.Troubles.End);
        aws.Troubles.Add(new AwsTrouble("done, then slow", service, operation, account, Always, async (request, _, cancellation) =>
        {
            var answer = await aws.Services.Single(one => one.Name == service).AnswerAsync(operation, request, cancellation);
            await hold.WaitAsync(cancellation);
            return answer;
        })
        {
            Hold = hold,
        });
        return hold;
    }

    /// <summary>The connection is aborted; nothing is done.</summary>
    public AwsTroublePlan Reset(int times = 1) => Add("reset", times, static (_, _, _) => Task.FromResult<AwsAnswer?>(AwsAnswer.Nothing), AwsTroubleEnd.Reset);

    /// <summary>What was asked is done, then the connection is aborted without an answer.</summary>
    public AwsTroublePlan AcceptThenReset(int times = 1) => Add("done, then reset", times, null, AwsTroubleEnd.Reset);

    /// <summary>The true answer up to that byte; its Content-Length promises the whole.</summary>
    public AwsTroublePlan CutBody(int afterBytes, int times = 1) => Add("cut", times, null, AwsTroubleEnd.Cut, afterBytes);

    /// <summary>200 with a body that is no answer of AWS; nothing is done.</summary>
    public AwsTroublePlan Garbage(int times = 1, string body = "<html><body>Service temporarily") => Add("garbage", times, (request, _, _) =>
        Task.FromResult<AwsAnswer?>(new AwsAnswer(200, request.Protocol is AwsProtocol.RestJson or AwsProtocol.Json10 ? "application/json" : "text/xml", Encoding.UTF8.GetBytes(body))));

    private AwsTroublePlan Refuse(string name, int times, Func<AwsRequest, AwsNeed, AwsRefusal> refusal) => Add(name, times, (request, need, _) => throw refusal(request, need));

    private AwsTroublePlan Add(string name, int times, Func<AwsRequest, AwsNeed, CancellationToken, Task<AwsAnswer?>>? before, AwsTroubleEnd end = AwsTroubleEnd.Whole, int keep = 0)
    {
        aws.Troubles.Add(new AwsTrouble(name, service, operation, account, times, before, end, keep));
        return this;
    }
}
