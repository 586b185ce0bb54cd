using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.EksAudit.Wire;

/// <summary>What became of one record.</summary>
internal enum AuditRecord
{
    /// <summary>An audit event.</summary>
    Event,

    /// <summary>A message of something else in the same log group.</summary>
    Other,

    /// <summary>No JSON, or without a time or anything that makes it a request.</summary>
    Unreadable,
}

/// <summary>One event of audit.k8s.io (v1 and its betas) -> <see cref="AuditEvent"/>; as it is, or inside a message of CloudWatch Logs or of a log shipper.</summary>
/// <param name="texts">Texts of events read before.</param>
internal sealed class AuditEventParser(AuditTexts texts)
{
    private const int MostWrappings = 2;
    private const int LongestPath = 128; // paths of requests that name no object are made up by whoever scans; the start tells enough

    /// <summary>Bodies of requests are objects of any depth, passed over without recursion.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads a record.</summary>
    public AuditRecord Parse(ReadOnlySpan<byte> json, out AuditEvent? audited)
    {
        var text = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            var length = AuditMessage.Read(json, text);
            return length < 0 ? Parse(json, 0, out audited) : ParseMessage(text.AsSpan(0, length), 0, out audited);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private AuditRecord Parse(ReadOnlySpan<byte> json, int wrapping, out AuditEvent? audited)
    {
        audited = null;
        var found = new AuditEvent();
        var fields = new Fields();
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            if (ReadRecord(ref reader, found, ref fields, json, wrapping, out audited) is { } wrapped) return wrapped;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            audited = null;
            return AuditRecord.Unreadable;
        }

        if (!fields.HasTime || (fields.Id == 0 && found.Verb is null)) return AuditRecord.Unreadable;
        Span<byte> time = stackalloc byte[8];
        BitConverter.TryWriteBytes(time, found.Ticks);

        // a client may choose the id of its requests (header Audit-ID): requests of another time are other requests
        if (fields.Id != 0) found.Identity = CallHash.Of(time, fields.Id) is var hash and not 0 ? hash : 1;
        audited = found;
        return AuditRecord.Event;
    }

    /// <summary>Reads the members of an event; what was in it, when it is a wrapping.</summary>
    private AuditRecord? ReadRecord(ref Utf8JsonReader reader, AuditEvent found, ref Fields fields, ReadOnlySpan<byte> json, int wrapping, out AuditEvent? wrapped)
    {
        wrapped = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("auditID"u8)) fields.Id = Hash(ref reader);
            else if (reader.ValueTextEquals("stage"u8)) found.Stage = Stage(Text(ref reader));
            else if (reader.ValueTextEquals("requestReceivedTimestamp"u8)) Time(ref reader, found, ref fields, 3);
            else if (reader.ValueTextEquals("timestamp"u8)) Time(ref reader, found, ref fields, 2);
            else if (reader.ValueTextEquals("stageTimestamp"u8)) Time(ref reader, found, ref fields, 1);
            else if (reader.ValueTextEquals("verb"u8)) found.Verb = Text(ref reader);
            else if (reader.ValueTextEquals("requestURI"u8)) found.Path = Path(Text(ref reader));
            else if (reader.ValueTextEquals("userAgent"u8)) found.UserAgent = Text(ref reader);
            else if (reader.ValueTextEquals("sourceIPs"u8)) found.Address = First(ref reader);
            else if (reader.ValueTextEquals("user"u8)) ReadUser(ref reader, found);
            else if (reader.ValueTextEquals("impersonatedUser"u8)) found.Impersonated = Member(ref reader, "username"u8);
            else if (reader.ValueTextEquals("objectRef"u8)) ReadObject(ref reader, found);
            else if (reader.ValueTextEquals("responseStatus"u8)) found.Code = int.TryParse(Member(ref reader, "code"u8), out var code) ? code : 0;
            else if (reader.ValueTextEquals("annotations"u8)) found.IsForbidden = Member(ref reader, "authorization.k8s.io/decision"u8) == "forbid";
            else if (fields.Id == 0 && wrapping < MostWrappings && IsWrapping(ref reader)) return ParseWrapped(ref reader, json, wrapping, out wrapped);
            else Pass(ref reader);
        }

        return null;
    }

    private static bool IsWrapping(ref Utf8JsonReader reader) => reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("log"u8);

    private AuditRecord ParseWrapped(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int wrapping, out AuditEvent? audited)
    {
        audited = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return Parse(json[start..(int)reader.BytesConsumed], wrapping + 1, out audited);
        }

        if (reader.TokenType != JsonTokenType.String) return AuditRecord.Other;
        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return ParseMessage(text.AsSpan(0, reader.CopyString(text)), wrapping, out audited);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private AuditRecord ParseMessage(ReadOnlySpan<byte> message, int wrapping, out AuditEvent? audited)
    {
        audited = null;
        message = message.TrimStart(" \t\r\n"u8);
        return message is [(byte)'{', ..] ? Parse(message, wrapping + 1, out audited) : AuditRecord.Other;
    }

    private void ReadUser(ref Utf8JsonReader reader, AuditEvent found)
    {
        if (!Open(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("username"u8)) found.Subject = Text(ref reader);
            else if (reader.ValueTextEquals("uid"u8)) found.SubjectId = Text(ref reader);
            else if (reader.ValueTextEquals("extra"u8)) ReadExtra(ref reader, found);
            else Pass(ref reader);
        }
    }

    /// <summary>What aws-iam-authenticator and EKS add (Amazon EKS user guide, "Grant IAM users and roles access to Kubernetes APIs").</summary>
    private void ReadExtra(ref Utf8JsonReader reader, AuditEvent found)
    {
        if (!Open(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("arn"u8)) found.Arn = First(ref reader);
            else if (reader.ValueTextEquals("canonicalArn"u8)) found.CanonicalArn = First(ref reader);
            else if (reader.ValueTextEquals("sessionName"u8)) found.SessionName = First(ref reader);
            else if (reader.ValueTextEquals("principalId"u8)) found.PrincipalId = First(ref reader);
            else if (reader.ValueTextEquals("accessKeyId"u8)) found.AccessKey = First(ref reader);
            else Pass(ref reader);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, AuditEvent found)
    {
        if (!Open(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resource"u8)) found.Resource = Text(ref reader);
            else if (reader.ValueTextEquals("subresource"u8)) found.Subresource = Text(ref reader);
            else if (reader.ValueTextEquals("namespace"u8)) found.Namespace = Text(ref reader);
            else if (reader.ValueTextEquals("name"u8)) found.Name = Text(ref reader);
            else if (reader.ValueTextEquals("apiGroup"u8)) found.Group = Text(ref reader);
            else Pass(ref reader);
        }
    }

    private string? Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? found = null;
        if (!Open(ref reader)) return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name)) found = Text(ref reader);
            else Pass(ref reader);
        }

        return found;
    }

    /// <summary>The first text of a list, or the text that stands in its place.</summary>
    private string? First(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return Value(ref reader);
        string? first = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var value = Value(ref reader);
            first ??= value;
        }

        return first;
    }

    /// <summary>The best time told: of the request's arrival, else of the event.</summary>
    private static void Time(ref Utf8JsonReader reader, AuditEvent found, ref Fields fields, int rank)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip(); // the number CloudWatch Logs puts beside a message
            return;
        }

        if (fields.TimeRank >= rank || !AuditTime.TryRead(reader.ValueSpan, out var ticks)) return;
        found.Ticks = ticks;
        fields.TimeRank = rank;
    }

    private static ulong Hash(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan.IsEmpty ? 0 : CallIdentities.Of(reader.ValueSpan);
        reader.Skip();
        return 0;
    }

    private static AuditStage Stage(string? text) => text switch
    {
        "RequestReceived" => AuditStage.RequestReceived,
        "ResponseStarted" => AuditStage.ResponseStarted,
        "Panic" => AuditStage.Panic,
        _ => AuditStage.ResponseComplete,
    };

    private static string? Path(string? uri)
    {
        if (uri is null) return null;
        var path = uri.IndexOf('?', StringComparison.Ordinal) is var query and >= 0 ? uri[..query] : uri;
        return path.Length > LongestPath ? path[..LongestPath] : path;
    }

    /// <summary>Steps onto the value; true when it is an object, otherwise it is passed over.</summary>
    private static bool Open(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    private string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Value(ref reader);
    }

    private string? Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan.IsEmpty ? null : texts.Of(ref reader);
        if (reader.TokenType == JsonTokenType.Number) return Utf8Parser.TryParse(reader.ValueSpan, out int number, out _) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        reader.Skip();
        return null;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private struct Fields
    {
        public ulong Id;
        public int TimeRank;

        public readonly bool HasTime => TimeRank > 0;
    }
}
