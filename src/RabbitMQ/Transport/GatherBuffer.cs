using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>What goes out with one send: small pieces, copied together, and between them large ones, sent from where they are. Not thread-safe.</summary>
internal sealed class GatherBuffer
{
    /// <summary>A piece of this size is not copied: below it, what the kernel does for one piece more costs as much as the copy.</summary>
    public const int LargePiece = 4 * 1024;

    private const int SmallBuffer = 4 * 1024;
    private const int LargestStep = 1024 * 1024;

    /// <summary>Systems take 1,024 pieces in one send, and there is a copied one between any two of these.</summary>
    private const int MaxReferences = 256;

    private readonly List<(int Position, ReadOnlyMemory<byte> Piece)> _references = [];
    private readonly List<ArraySegment<byte>> _pieces = [];
    private byte[] _buffer = [];

    /// <summary>Bytes that were copied.</summary>
    public int Copied { get; private set; }

    public bool IsEmpty => Copied == 0;

    /// <summary>Room for bytes that are written now.</summary>
    public Span<byte> Reserve(int size)
    {
        var needed = Copied + size;
        if (needed > _buffer.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(SmallBuffer, Math.Min(2 * _buffer.Length, LargestStep))));
            _buffer.AsSpan(0, Copied).CopyTo(grown);
            Return();
            _buffer = grown;
        }

        var span = _buffer.AsSpan(Copied, size);
        Copied = needed;
        return span;
    }

    /// <summary>Adds a piece; says whether it has to stay unchanged until it has been sent. There are copied bytes before it.</summary>
    public bool Add(ReadOnlyMemory<byte> piece)
    {
        if (piece.Length < LargePiece || _references.Count == MaxReferences)
        {
            piece.Span.CopyTo(Reserve(piece.Length));
            return false;
        }

        _references.Add((Copied, piece));
        return true;
    }

    public async ValueTask SendAsync(Socket socket)
    {
        if (_references.Count == 0)
        {
            for (var sent = 0; sent < Copied;)
            {
                sent += await socket.SendAsync(_buffer.AsMemory(sent, Copied - sent), SocketFlags.None).ConfigureAwait(false);
            }

            return;
        }

        CollectPieces();
        while (_pieces.Count > 0)
        {
            Drop(await socket.SendAsync(_pieces, SocketFlags.None).ConfigureAwait(false));
        }
    }

    /// <summary>Makes it empty; it keeps a small buffer only.</summary>
    public void Clear()
    {
        Copied = 0;
        _references.Clear();
        _pieces.Clear();
        if (_buffer.Length > SmallBuffer)
        {
            Return();
            _buffer = [];
        }
    }

    private void CollectPieces()
    {
        var start = 0;
        foreach (var (position, piece) in _references)
        {
            AddPiece(_buffer.AsMemory(start, position - start));
            AddPiece(piece);
            start = position;
        }

        AddPiece(_buffer.AsMemory(start, Copied - start));
    }

    private void AddPiece(ReadOnlyMemory<byte> piece)
    {
        if (!piece.IsEmpty)
        {
            _pieces.Add(MemoryMarshal.TryGetArray(piece, out var segment) ? segment : piece.ToArray());
        }
    }

    /// <summary>Takes off what was sent; nearly always that is all.</summary>
    private void Drop(int sent)
    {
        var whole = 0;
        while (whole < _pieces.Count && sent >= _pieces[whole].Count)
        {
            sent -= _pieces[whole++].Count;
        }

        _pieces.RemoveRange(0, whole);
        if (sent > 0)
        {
            _pieces[0] = _pieces[0][sent..];
        }
    }

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
