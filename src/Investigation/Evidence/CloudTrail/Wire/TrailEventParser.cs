using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChatOps.Investigation.Evidence.CloudTrail.Wire;

/// <summary>What became of one record of the trail.</summary>
internal enum TrailRecord
{
    /// <summary>An API call.</summary>
    Call,

    /// <summary>No API call: an insight event, or an event of something that is not CloudTrail.</summary>
    Other,

    /// <summary>No JSON, or without a time or an operation.</summary>
    Unreadable,
}

/// <summary>One record of CloudTrail -> <see
/// cref="TrailEvent"/>. Names are matched without regard to case: part of the trails in circulation is lower-cased.</summary>
internal static class TrailEventParser
{
    /// <summary>Reads a record.</summary>
    public static TrailRecord Parse(ReadOnlySpan<byte> json, out TrailEvent? call)
    {
        call = null;
        var fields = new Fields();
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            ReadRecord(ref reader, fields);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return TrailRecord.Unreadable; // not JSON, or text that is no valid Unicode
        }

        if (fields.Category == "Insight" || fields.EventType == "AwsCloudTrailInsight") return TrailRecord.Other;
        if (fields.Source?.StartsWith("aws:", StringComparison.Ordinal) == true) return TrailRecord.Other; // notifications of S3 have Records, too
        if (fields.Operation is null || TimeOf(fields.Time) is not { } time) return TrailRecord.Unreadable;
        call = new TrailEvent
        {
            Time = time,
            Identity = fields.OriginalId ?? fields.SharedId ?? fields.Id,
            Service = ServiceOf(fields.Source),
            Operation = fields.Operation,
            Region = fields.Region,
            Recipient = fields.Recipient ?? fields.Caller.Account,
            SourceAddress = fields.SourceAddress,
            UserAgent = fields.UserAgent,
            Bucket = fields.Bucket,
            Caller = fields.Caller,
            Error = fields.Error(),
        };
        return TrailRecord.Call;
    }

    private static void ReadRecord(ref Utf8JsonReader reader, Fields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "eventTime"u8)) fields.Time = Text(ref reader);
            else if (Is(ref reader, "eventName"u8)) fields.Operation = Text(ref reader);
            else if (Is(ref reader, "eventSource"u8)) fields.Source = Text(ref reader);
            else if (Is(ref reader, "eventID"u8)) fields.Id = Text(ref reader);
            else if (Is(ref reader, "sharedEventID"u8)) fields.SharedId = Text(ref reader);
            else if (Is(ref reader, "awsRegion"u8)) fields.Region = Text(ref reader);
            else if (Is(ref reader, "recipientAccountId"u8)) fields.Recipient = Text(ref reader);
            else if (Is(ref reader, "sourceIPAddress"u8)) fields.SourceAddress = Text(ref reader);
            else if (Is(ref reader, "userAgent"u8)) fields.UserAgent = Text(ref reader);
            else if (Is(ref reader, "errorCode"u8)) fields.ErrorCode = Text(ref reader);
            else if (Is(ref reader, "errorMessage"u8)) fields.ErrorMessage = Text(ref reader);
            else if (Is(ref reader, "eventCategory"u8)) fields.Category = Text(ref reader);
            else if (Is(ref reader, "eventType"u8)) fields.EventType = Text(ref reader);
            else if (Is(ref reader, "userIdentity"u8)) fields.Caller = ReadCaller(ref reader);
            else if (Is(ref reader, "requestParameters"u8)) fields.Bucket = Member(ref reader, "bucketName"u8).First;
            else if (Is(ref reader, "responseElements"u8)) (fields.Login, fields.ResponseError) = Member(ref reader, "ConsoleLogin"u8, "errorCode"u8);
            else if (Is(ref reader, "addendum"u8)) fields.OriginalId = Member(ref reader, "originalEventID"u8).First;
            else Pass(ref reader);
        }
    }

    private static TrailCaller ReadCaller(ref Utf8JsonReader reader)
    {
        var caller = TrailCaller.Unknown;
        if (!Open(ref reader)) return caller;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "type"u8)) caller = caller with { Type = Text(ref reader) };
            else if (Is(ref reader, "principalId"u8)) caller = caller with { PrincipalId = Text(ref reader) };
            else if (Is(ref reader, "arn"u8)) caller = caller with { Arn = Text(ref reader) };
            else if (Is(ref reader, "accountId"u8)) caller = caller with { Account = Text(ref reader) };
            else if (Is(ref reader, "accessKeyId"u8)) caller = caller with { AccessKey = Text(ref reader) };
            else if (Is(ref reader, "userName"u8)) caller = caller with { UserName = Text(ref reader) };
            else if (Is(ref reader, "sessionContext"u8)) caller = ReadSession(ref reader, caller);
            else Pass(ref reader);
        }

        return caller;
    }

    private static TrailCaller ReadSession(ref Utf8JsonReader reader, TrailCaller caller)
    {
        if (!Open(ref reader)) return caller;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "sessionIssuer"u8)) caller = ReadIssuer(ref reader, caller);
            else Pass(ref reader);
        }

        return caller;
    }

    private static TrailCaller ReadIssuer(ref Utf8JsonReader reader, TrailCaller caller)
    {
        if (!Open(ref reader)) return caller;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "type"u8)) caller = caller with { IssuerType = Text(ref reader) };
            else if (Is(ref reader, "arn"u8)) caller = caller with { IssuerArn = Text(ref reader) };
            else if (Is(ref reader, "userName"u8)) caller = caller with { IssuerName = Text(ref reader) };
            else if (Is(ref reader, "accountId"u8)) caller = caller with { IssuerAccount = Text(ref reader) };
            else Pass(ref reader);
        }

        return caller;
    }

    private static (string? First, string? Second) Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        (string?, string?) found = default;
        if (!Open(ref reader)) return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, first)) found.Item1 = Text(ref reader);
            else if (!second.IsEmpty && Is(ref reader, second)) found.Item2 = Text(ref reader);
            else Pass(ref reader);
        }

        return found;
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

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        if (reader.TokenType == JsonTokenType.Number) return Encoding.UTF8.GetString(reader.ValueSpan); // account numbers written as numbers
        reader.Skip();
        return null;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string ServiceOf(string? source)
    {
        const string domain = ".amazonaws.com";
        if (source is null) return "unknown";
        return source.EndsWith(domain, StringComparison.OrdinalIgnoreCase) ? source[..^domain.Length] : source;
    }

    private sealed class Fields
    {
        public string? Time, Operation, Source, Id, SharedId, OriginalId, Region, Recipient, SourceAddress, UserAgent, Bucket;
        public string? ErrorCode, ErrorMessage, Category, EventType, Login, ResponseError;
        public TrailCaller Caller = TrailCaller.Unknown;

        /// <summary>A failed sign-in has no error code: it says so in its response. Some services put their error there, too (CloudTrail user guide,
        /// record contents).</summary>
        public string? Error()
        {
            if (!string.IsNullOrEmpty(ErrorCode)) return ErrorCode;
            if (Login is not null && !Login.Equals("Success", StringComparison.OrdinalIgnoreCase)) return ErrorMessage ?? "Failure";
            return string.IsNullOrEmpty(ResponseError) ? null : ResponseError;
        }
    }
}
