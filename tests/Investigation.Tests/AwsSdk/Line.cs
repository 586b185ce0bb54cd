using System.Net;
using System.Text;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;

namespace ChatOps.Investigation.AwsSdk;

/// <summary>The wire between a client and its service: gives the answers it was told in turn, the last one for ever, and keeps every request as it was sent.</summary>
internal sealed class Line : HttpClientFactory
{
    public static BasicAWSCredentials Keys { get; } = new("AKIDEXAMPLE", "not-a-secret");

    private readonly Queue<Answer> answers = new();

    public List<Sent> Requests { get; } = [];

    public Sent Only => Requests.ShouldHaveSingleItem();

    public Line Says(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        answers.Enqueue(new Answer(body, status, headers));
        return this;
    }

    /// <summary>A configuration whose client speaks over this line.</summary>
    public TConfig For<TConfig>(string region = "eu-central-1") where TConfig : ClientConfig, new() =>
        new() { RegionEndpoint = RegionEndpoint.GetBySystemName(region), HttpClientFactory = this, MaxErrorRetry = 1 };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;

    private sealed record Answer(string Body, HttpStatusCode Status, (string Name, string Value)[] Headers);

    private sealed class Handler(Line line) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(static header => header.Key, static header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            line.Requests.Add(new Sent(request.Method.Method, request.RequestUri!, headers, body));
            var answer = line.answers.Count > 1 ? line.answers.Dequeue() : line.answers.Peek();
            var response = new HttpResponseMessage(answer.Status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body)), RequestMessage = request };
            foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
            return response;
        }
    }
}

/// <summary>One request as it went over the wire.</summary>
internal sealed record Sent(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>What the signature is made for: date, region, service.</summary>
    public string Scope => Headers["Authorization"].Split("Credential=")[1].Split(',')[0].Split('/', 2)[1].Split('/', 2)[1];

    public IEnumerable<string> Form => Body.Split('&').Select(System.Uri.UnescapeDataString).Order(StringComparer.Ordinal);
}
