namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Types that a user would declare, for the payloads of all tests of signatures.</summary>
internal static class PayloadTypes
{
    public const string Source =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using MessagePack;

        namespace Payloads
        {
            public enum Bytes : byte { None, Low = 1, Top = byte.MaxValue }
            public enum SBytes : sbyte { Bottom = sbyte.MinValue, None = 0, Top = sbyte.MaxValue }
            public enum Shorts : short { Bottom = short.MinValue, None = 0, Top = short.MaxValue }
            public enum UShorts : ushort { None, Top = ushort.MaxValue }
            public enum Ints { Bottom = int.MinValue, None = 0, Top = int.MaxValue }
            public enum UInts : uint { None, Top = uint.MaxValue }
            public enum Longs : long { Bottom = long.MinValue, None = 0, Top = long.MaxValue }
            public enum ULongs : ulong { None, Top = ulong.MaxValue }
            [Flags] public enum Rights { None = 0, Read = 1, Write = 2, All = Read | Write }

            [MessagePackObject]
            public sealed record Order([property: Key(0)] int Number, [property: Key(1)] string? Text, [property: Key(2)] List<Line>? Lines = null);

            [MessagePackObject]
            public sealed record Line([property: Key(0)] decimal Price, [property: Key(1)] Rights Rights);

            [MessagePackObject]
            public struct Point { [Key(0)] public int X; [Key(1)] public int Y; }

            [MessagePackObject]
            public record struct Size([property: Key(0)] int Width, [property: Key(1)] int Height);

            [MessagePackObject]
            public readonly record struct Money([property: Key(0)] decimal Amount, [property: Key(1)] string Currency);

            [MessagePackObject(keyAsPropertyName: true)]
            public class Person { public string Name { get; set; } = ""; public Person? Partner { get; set; } public DateTime? Born; }

            [MessagePackObject]
            public sealed record Page<T>([property: Key(0)] T[] Items, [property: Key(1)] Page<T>? Next);

            [MessagePackObject]
            public sealed record Pair<TFirst, TSecond>([property: Key(0)] TFirst First, [property: Key(1)] TSecond Second) where TFirst : notnull;

            [Union(0, typeof(Circle)), Union(1, typeof(Square))]
            public interface IShape { }

            [MessagePackObject]
            public sealed record Circle([property: Key(0)] double Radius) : IShape;

            [MessagePackObject]
            public sealed record Square([property: Key(0)] double Side) : IShape;

            [Union(0, typeof(Cat)), Union(7, typeof(Dog))]
            public abstract record Animal([property: Key(0)] string Name);

            [MessagePackObject]
            public sealed record Cat(string Name, [property: Key(1)] int Lives) : Animal(Name);

            [MessagePackObject]
            public sealed record Dog(string Name) : Animal(Name);

            public static class Outer
            {
                [MessagePackObject]
                public sealed record Inner([property: Key(0)] int Value);

                public enum Kind { A, B }
            }

            public static class @class
            {
                [MessagePackObject]
                public sealed record @event([property: Key(0)] int @int);

                public enum @enum { @true, @false }
            }
        }
        """;
}
