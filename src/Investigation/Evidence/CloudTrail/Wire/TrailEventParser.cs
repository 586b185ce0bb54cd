using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.CloudTrail.Wire;

/// <summary>What became of one record of the trail.</summary>
internal enum TrailRecord
{
    /// <summary>An API call.</summary>
    Call,

    /// <summary>No API call: an insight event, or an event of something that is not CloudTrail.</summary>
    Other,

    /// <summary>No JSON, or without an operation or a time a call can have been made at.</summary>
    Unreadable,
}

/// <summary>One record of CloudTrail -> <see cref="TrailEvent"/>. Names are matched without regard to case: part of the trails in circulation is
/// lower-cased. One per worker.</summary>
internal sealed class TrailEventParser
{
    private const int MostServices = 1000; // AWS has some 400
    private readonly TrailTexts texts = new();
    private readonly Dictionary<string, string> services = new(StringComparer.Ordinal);

    /// <summary>Reads a record.</summary>
    public TrailRecord Parse(ReadOnlySpan<byte> json, out TrailEvent? call) => Parse(json, out call, out _);

    /// <summary>Reads the record a text begins with.</summary>
    /// <param name="json">A record, and perhaps more.</param>
    /// <param name="call">The call; null when it is none.</param>
    /// <param name="length">Where the record ends; 0 when it is unreadable for being no JSON.</param>
    public TrailRecord Parse(ReadOnlySpan<byte> json, out TrailEvent? call, out int length)
    {
        call = null;
        length = 0;
        var fields = new Fields { Caller = TrailCaller.Unknown };
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            ReadRecord(ref reader, json, ref fields);
            length = (int)reader.BytesConsumed;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return TrailRecord.Unreadable; // not JSON, or text that is no valid Unicode
        }

        if (fields.Category == "Insight" || fields.EventType == "AwsCloudTrailInsight") return TrailRecord.Other;
        if (fields.Source?.StartsWith("aws:", StringComparison.Ordinal) == true) return TrailRecord.Other; // notifications of S3 have Records, too
        if (fields.Operation is null || fields.Time is not { } time || !CallLimits.IsPossible(time.UtcTicks)) return TrailRecord.Unreadable;
        var service = ServiceOf(fields.Source);
        call = new TrailEvent
        {
            Time = time,
            Identity = fields.OriginalId != 0 ? fields.OriginalId : fields.SharedId != 0 ? fields.SharedId : fields.Id,
            MayDiffer = fields.OriginalId != 0 || fields.SharedId != 0,
            Service = service,
            Operation = fields.Operation,
            Region = fields.Region,
            Recipient = fields.Recipient ?? fields.Caller.Account,
            SourceAddress = fields.SourceAddress,
            UserAgent = fields.UserAgent,
            Bucket = fields.Bucket,
            Assumed = fields.Role is not null && service == "sts" && fields.Operation is "AssumeRole" or "AssumeRoleWithSAML" or "AssumeRoleWithWebIdentity" ? fields.Role : null,
            Caller = fields.Caller,
            Error = fields.Error(),
        };
        return TrailRecord.Call;
    }

    private void ReadRecord(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref Fields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reader.ValueSpan.Length) // most names differ in length: few need to be compared
            {
                case 7 when Is(ref reader, "eventID"u8): fields.Id = Identity(ref reader); break;
                case 8 when Is(ref reader, "addendum"u8): fields.OriginalId = Original(ref reader); break;
                case 9 when Is(ref reader, "eventTime"u8): fields.Time = Time(ref reader); break;
                case 9 when Is(ref reader, "eventName"u8): fields.Operation = Text(ref reader); break;
                case 9 when Is(ref reader, "awsRegion"u8): fields.Region = Text(ref reader); break;
                case 9 when Is(ref reader, "userAgent"u8): fields.UserAgent = Text(ref reader); break;
                case 9 when Is(ref reader, "errorCode"u8): fields.ErrorCode = Text(ref reader); break;
                case 9 when Is(ref reader, "eventType"u8): fields.EventType = Text(ref reader); break;
                case 11 when Is(ref reader, "eventSource"u8): fields.Source = Text(ref reader); break;
                case 12 when Is(ref reader, "userIdentity"u8): fields.Caller = ReadCaller(ref reader, json); break;
                case 12 when Is(ref reader, "errorMessage"u8): fields.ErrorMessage = Text(ref reader); break;
                case 13 when Is(ref reader, "sharedEventID"u8): fields.SharedId = Identity(ref reader); break;
                case 13 when Is(ref reader, "eventCategory"u8): fields.Category = Text(ref reader); break;
                case 15 when Is(ref reader, "sourceIPAddress"u8): fields.SourceAddress = Text(ref reader); break;
                case 16 when Is(ref reader, "responseElements"u8): (fields.Login, fields.ResponseError) = Members(ref reader, "ConsoleLogin"u8, "errorCode"u8); break;
                case 17 when Is(ref reader, "requestParameters"u8): (fields.Bucket, fields.Role) = Members(ref reader, "bucketName"u8, "roleArn"u8); break;
                case 18 when Is(ref reader, "recipientAccountId"u8): fields.Recipient = Text(ref reader); break;
                default: Pass(ref reader); break;
            }
        }
    }

    private TrailCaller ReadCaller(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (reader.TokenType != JsonTokenType.EndObject) return TrailCaller.Unknown;
        var identity = json[start..(int)reader.BytesConsumed];
        if (texts.Find(identity, out var hash) is { } known) return known;
        var inner = new Utf8JsonReader(identity);
        return texts.Keep(identity, hash, ReadCaller(ref inner));
    }

    private TrailCaller ReadCaller(ref Utf8JsonReader reader)
    {
        if (!Open(ref reader)) return TrailCaller.Unknown;
        string? type = null, principalId = null, arn = null, account = null, accessKey = null, userName = null;
        var issuer = default(Issuer);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "type"u8)) type = Text(ref reader);
            else if (Is(ref reader, "principalId"u8)) principalId = Text(ref reader);
            else if (Is(ref reader, "arn"u8)) arn = Text(ref reader);
            else if (Is(ref reader, "accountId"u8)) account = Text(ref reader);
            else if (Is(ref reader, "accessKeyId"u8)) accessKey = Text(ref reader);
            else if (Is(ref reader, "userName"u8)) userName = Text(ref reader);
            else if (Is(ref reader, "sessionContext"u8)) ReadSession(ref reader, ref issuer);
            else Pass(ref reader);
        }

        return new TrailCaller
        {
            Type = type,
            PrincipalId = principalId,
            Arn = arn,
            Account = account,
            AccessKey = accessKey,
            UserName = userName,
            IssuerType = issuer.Type,
            IssuerArn = issuer.Arn,
            IssuerName = issuer.Name,
            IssuerAccount = issuer.Account,
        };
    }

    private void ReadSession(ref Utf8JsonReader reader, ref Issuer issuer)
    {
        if (!Open(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "sessionIssuer"u8)) ReadIssuer(ref reader, ref issuer);
            else Pass(ref reader);
        }
    }

    private void ReadIssuer(ref Utf8JsonReader reader, ref Issuer issuer)
    {
        if (!Open(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "type"u8)) issuer.Type = Text(ref reader);
            else if (Is(ref reader, "arn"u8)) issuer.Arn = Text(ref reader);
            else if (Is(ref reader, "userName"u8)) issuer.Name = Text(ref reader);
            else if (Is(ref reader, "accountId"u8)) issuer.Account = Text(ref reader);
            else Pass(ref reader);
        }
    }

    private (string? First, string? Second) Members(ref Utf8JsonReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        (string?, string?) found = default;
        if (!Open(ref reader)) return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, first)) found.Item1 = Text(ref reader);
            else if (Is(ref reader, second)) found.Item2 = Text(ref reader);
            else Pass(ref reader);
        }

        return found;
    }

    private static ulong Original(ref Utf8JsonReader reader)
    {
        var original = 0UL;
        if (!Open(ref reader)) return original;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "originalEventID"u8)) original = Identity(ref reader);
            else Pass(ref reader);
        }

        return original;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(reader.ValueSpan, name);

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
        if (reader.TokenType == JsonTokenType.String) return texts.Of(ref reader);
        if (reader.TokenType == JsonTokenType.Number) return Encoding.UTF8.GetString(reader.ValueSpan); // account numbers written as numbers
        reader.Skip();
        return null;
    }

    /// <summary>An id as its hash; 0 when there is none.</summary>
    private static ulong Identity(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped) return CallIdentities.Of(reader.ValueSpan);
        if (reader.TokenType == JsonTokenType.String) return CallIdentities.Of(Encoding.UTF8.GetBytes(reader.GetString()!));
        reader.Skip();
        return 0;
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return WholeSecond(reader.ValueSpan)
            ?? (DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null);
    }

    /// <summary>A time as AWS writes it, <c>2024-08-01T00:19:20Z</c>; null when it is written in another way.</summary>
    private static DateTimeOffset? WholeSecond(ReadOnlySpan<byte> text)
    {
        if (text.Length != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return null;
        var (year, month, day) = ((Two(text) * 100) + Two(text[2..]), Two(text[5..]), Two(text[8..]));
        var (hour, minute, second) = (Two(text[11..]), Two(text[14..]), Two(text[17..]));
        var isTime = year is > 0 and < 9999 && month is > 0 and <= 12 && day > 0 && hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60;
        return isTime && day <= DateTime.DaysInMonth(year, month) ? new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero) : null;
    }

    /// <summary>Two digits; far below zero when they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text) =>
        char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -100_000;

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private string ServiceOf(string? source)
    {
        const string domain = ".amazonaws.com";
        if (source is null) return "unknown";
        if (!source.EndsWith(domain, StringComparison.OrdinalIgnoreCase)) return source;
        if (services.TryGetValue(source, out var known)) return known;
        var service = source[..^domain.Length];
        if (services.Count < MostServices) services.Add(source, service);
        return service;
    }

    private struct Issuer
    {
        public string? Type, Arn, Name, Account;
    }

    private ref struct Fields
    {
        public string? Operation, Source, Region, Recipient, SourceAddress, UserAgent, Bucket, Role;
        public string? ErrorCode, ErrorMessage, Category, EventType, Login, ResponseError;
        public ulong Id, SharedId, OriginalId;
        public DateTimeOffset? Time;
        public TrailCaller Caller;

        /// <summary>A failed sign-in has no error code: it says so in its response. Some services put their error there, too (CloudTrail user guide,
        /// record contents).</summary>
        public readonly string? Error()
        {
            if (!string.IsNullOrEmpty(ErrorCode)) return ErrorCode;
            if (Login is not null && !Login.Equals("Success", StringComparison.OrdinalIgnoreCase)) return ErrorMessage ?? "Failure";
            return string.IsNullOrEmpty(ResponseError) ? null : ResponseError;
        }
    }
}
