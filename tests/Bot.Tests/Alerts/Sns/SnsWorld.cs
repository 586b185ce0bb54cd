using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>A topic with a key of its own, an authority that vouches for it, and the hosts where both lie. What nobody put anywhere is not found, and written down.</summary>
internal sealed class SnsWorld : HttpMessageHandler
{
    public const string Topic = "arn:aws:sns:us-east-1:111122223333:findings";
    public const string Host = "sns.us-east-1.amazonaws.com";
    public const string Pem = $"https://{Host}/SimpleNotificationService-0123456789abcdef.pem";

    private static readonly RSA RootKey = RSA.Create(2048);
    private static readonly RSA SignerKey = RSA.Create(2048);
    private static readonly X509Certificate2 Root = MakeRoot();

    private readonly Dictionary<string, Func<HttpResponseMessage>> answers = [];

    public SnsWorld() => Put(Pem, Signer());

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Every address that was called.</summary>
    public List<string> Called { get; } = [];

    public Task<RunningHost> HostAsync(params string[] options) => RunningHost.StartAsync(Configure, [$"--Alerts:Sns:TopicArns={Topic}", "--Logging:LogLevel:Default=Error", .. options]);

    public void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(SnsSetup.Client).ConfigurePrimaryHttpMessageHandler(() => this);
        builder.Services.AddSingleton(new SnsTrust([Root]));
    }

    public void Put(string address, string text) => Put(address, () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text) });

    public void Put(string address, HttpStatusCode status, string? location = null) => Put(address, () =>
    {
        var answer = new HttpResponseMessage(status);
        if (location is not null) answer.Headers.Location = new Uri(location);
        return answer;
    });

    public void Put(string address, Func<HttpResponseMessage> answer) => answers[address] = answer;

    /// <summary>A certificate of the topic's key, in PEM.</summary>
    public static string Signer(string name = "sns.amazonaws.com", int fromDays = -1, int toDays = 90, bool trusted = true)
    {
        var request = new CertificateRequest($"CN={name}", SignerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = trusted ? request.Create(Root, Now.AddDays(fromDays), Now.AddDays(toDays), [7]) : request.CreateSelfSigned(Now.AddDays(fromDays), Now.AddDays(toDays));
        return made.ExportCertificatePem();
    }

    public static JsonObject Notification(JsonNode message, string? subject = null) => Signed(Unsigned("Notification", message.ToJsonString(), subject));

    public static JsonObject Confirmation(string type = "SubscriptionConfirmation")
    {
        var post = Unsigned(type, "You have chosen to subscribe to the topic.", null);
        post["Token"] = "2336412f37fb687f5d51e6e2425f";
        post["SubscribeURL"] = $"https://{Host}/?Action=ConfirmSubscription&TopicArn={Topic}&Token=2336412f37fb687f5d51e6e2425f";
        return Signed(post);
    }

    public static JsonObject Unsigned(string type, string message, string? subject)
    {
        var post = new JsonObject
        {
            ["Type"] = type,
            ["MessageId"] = "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
            ["TopicArn"] = Topic,
            ["Message"] = message,
            ["Timestamp"] = Now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["SignatureVersion"] = "2",
            ["SigningCertURL"] = Pem,
            ["UnsubscribeURL"] = $"https://{Host}/?Action=Unsubscribe&SubscriptionArn={Topic}:c9135db0-26c4-47ec-8998-413945fb5a96",
        };
        if (subject is not null) post["Subject"] = subject;
        return post;
    }

    /// <summary>Signs it as it stands, by the documented string, written here once more.</summary>
    public static JsonObject Signed(JsonObject post, string version = "2")
    {
        post["SignatureVersion"] = version;
        string[] names = post["Type"]!.GetValue<string>() == "Notification"
            ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        var text = string.Concat(names.Where(post.ContainsKey).Select(name => $"{name}\n{post[name]!.GetValue<string>()}\n"));
#pragma warning disable CA5350 // version 1 is SHA1withRSA
        var digest = version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
#pragma warning restore CA5350
        post["Signature"] = Convert.ToBase64String(SignerKey.SignData(Encoding.UTF8.GetBytes(text), digest, RSASignaturePadding.Pkcs1));
        return post;
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient caller, JsonNode post) => PostAsync(caller, post.ToJsonString(), post["Type"]?.ToString());

    public static async Task<HttpResponseMessage> PostAsync(HttpClient caller, string body, string? type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alerts/sns") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        if (type is not null) request.Headers.Add("x-amz-sns-message-type", type);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await caller.SendAsync(request);
    }

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        lock (Called) Called.Add(address);
        return Task.FromResult(answers.TryGetValue(address, out var answer) ? answer() : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    private static X509Certificate2 MakeRoot()
    {
        var request = new CertificateRequest("CN=Authority of the tests", RootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(Now.AddYears(-5), Now.AddYears(5));
    }
}
