using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChatOps.TestKit.Aws;

/// <summary>From a request to its service and back: signature, record, denials, faults, answer.</summary>
internal sealed class AwsDoor(AwsDouble aws)
{
    private readonly AwsGate gate = new(aws.KnownKeys);

    public async Task AnswerAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
        var body = bytes.ToArray();
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var signature = AwsSignature.Read(http.Request.Headers.Authorization.ToString());
        var service = signature is null ? null : aws.Services.FirstOrDefault(service => service.Name == signature.Service);
        if (signature is null || service is null)
        {
            aws.Unexpected.Enqueue($"{http.Request.Method} {target}: {(signature is null ? "not signed" : $"service {signature.Service}")}");
            var nobody = new AwsRefusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
            await WriteAsync(http, AwsErrors.Answer(AwsProtocol.RestJson, "", nobody, "none"), AwsTroubleEnd.Whole, 0);
            return;
        }

        await AnswerAsync(http, signature, service, target, body);
    }

    private async Task AnswerAsync(HttpContext http, AwsSignature signature, IAwsService service, string target, byte[] body)
    {
        var (call, trouble) = ((AwsCall?)null, (AwsTrouble?)null);
        AwsAnswer answer;
        try
        {
            // Read before the caller is known, so that a refused call is on record too.
            var stranger = new AwsCaller(signature.KeyId, "", "", "");
            var cut = target.IndexOf('?', StringComparison.Ordinal);
            var query = cut < 0 ? [] : AwsRequest.Pairs(target[(cut + 1)..], isForm: false).GroupBy(static pair => pair.Key).ToDictionary(static pair => pair.Key, static pair => pair.First().Value);
            var request = new AwsRequest(service.Protocol, service.Name, signature.Region, stranger, http.Request.Method, cut < 0 ? target : target[..cut], query, http.Request.Headers, body);
            var operation = service.OperationOf(request);
            if (operation is null)
            {
                aws.Unexpected.Enqueue($"{service.Name}: {http.Request.Method} {target} {request.Header("X-Amz-Target")} {(request.Protocol is AwsProtocol.Query or AwsProtocol.Ec2 ? request.Said("Action") : "")}");
                throw new AwsRefusal(404, "UnknownOperationException", "The double has no such operation.");
            }

            var known = aws.KnownKeys.Find(signature.KeyId)?.Caller ?? stranger;
            request = request with { Caller = known };
            var need = service.NeedOf(operation, request);
            call = new AwsCall(aws.Time.GetUtcNow(), service.Name, operation, known.Account, signature.Region, need.Action, need.Resource) { KeyId = signature.KeyId, Target = target, Body = Encoding.UTF8.GetString(body) };
            aws.Keep(call);
            gate.Admit(signature, service.Protocol, http.Request, target, body, aws.SignatureTime);
            trouble = aws.Troubles.Take(service.Name, operation, known.Account);
            if (aws.Troubles.IsDenied(need.Action, known.Account)) throw AwsRefusals.Denied(service.Protocol, known, need);
            var instead = trouble?.Before is { } before ? await before(request, need, http.RequestAborted) : null;
            answer = instead ?? Future(await service.AnswerAsync(operation, request, http.RequestAborted));
            call.Outcome = trouble?.Name ?? "ok";
        }
        catch (AwsRefusal refusal)
        {
            if (call is not null) call.Outcome = refusal.Code;
            answer = AwsErrors.Answer(service.Protocol, service.Name, refusal, AwsNames.NewId());
        }

        await WriteAsync(http, answer, trouble?.End ?? AwsTroubleEnd.Whole, trouble?.Keep ?? 0);
    }

    private AwsAnswer Future(AwsAnswer answer)
    {
        if (!aws.AddsUnknownMembers || !answer.ContentType.Contains("json", StringComparison.Ordinal) || JsonNode.Parse(answer.Body) is not JsonObject json) return answer;
        AwsFuture.AddTo(json);
        return answer with { Body = Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }

    private async Task WriteAsync(HttpContext http, AwsAnswer answer, AwsTroubleEnd end, int keep)
    {
        if (end == AwsTroubleEnd.Reset)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.Headers.Date = aws.SignatureTime.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        if (answer.ContentType.Length > 0) http.Response.ContentType = answer.ContentType;
        http.Response.Headers["x-amzn-RequestId"] = AwsNames.NewId();
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        if (http.Response.ContentLength is null && answer.Status is not (204 or 304)) http.Response.ContentLength = answer.Body.Length;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        if (end == AwsTroubleEnd.Whole)
        {
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
            return;
        }

        // Kestrel closes a connection on which less was written than was promised. An abort might overtake what was written.
        await http.Response.StartAsync(http.RequestAborted);
        await http.Response.Body.WriteAsync(answer.Body.AsMemory(0, Math.Min(keep, answer.Body.Length)), http.RequestAborted);
    }
}
