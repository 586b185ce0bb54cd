using System.Security.Cryptography;

namespace ChatOps.TestKit.Aws;

/// <summary>An object of a bucket.</summary>
internal sealed record AwsObject(byte[] Bytes, DateTimeOffset LastModified, string StorageClass)
{
#pragma warning disable CA5351 // What S3 takes for the ETag of an object uploaded in one piece.
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(MD5.HashData(Bytes))}\"";
#pragma warning restore CA5351
}
