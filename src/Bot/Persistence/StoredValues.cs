using System.Data;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>How values look in the database, in one place for every statement: times as microseconds, text without what a database cannot hold.</summary>
internal static class StoredValues
{
    private const int LongestKey = 400;

    /// <summary>Tells Dapper. Idempotent; only the stores use Dapper.</summary>
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(string));
        SqlMapper.AddTypeHandler(typeof(string), new TextHandler());
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new TimeHandler());
    }

    public static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Time(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>Without U+0000, which PostgreSQL refuses; halves of surrogate pairs, which are no characters, become U+FFFD.</summary>
    public static string Text(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0) clean.Append(rune);
        return clean.ToString();
    }

    /// <summary>The text as a key of an index, which holds some 2,700 bytes in PostgreSQL: what is longer keeps its beginning and gets a digest of the whole.</summary>
    public static string Key(string text) => text.Length <= LongestKey
        ? text
        : $"{Text(text[..(LongestKey - 70)])}…{Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())))}";

    /// <summary>As lower() has a column: of the letters A to Z alone. Given to the database as a value it would be lowered by other rules.</summary>
    public static string Lower(string text) => string.Create(text.Length, text, static (lowered, given) =>
    {
        for (var n = 0; n < given.Length; n++) lowered[n] = char.IsAsciiLetterUpper(given[n]) ? char.ToLowerInvariant(given[n]) : given[n];
    });

    /// <summary>The stored word of an enum's value.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Value<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    private static bool IsWellFormed(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private sealed class TextHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value is string text ? Text(text) : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value as string;
    }

    private sealed class TimeHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset time ? Micros(time) : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value is long micros ? Time(micros) : null;
    }
}
